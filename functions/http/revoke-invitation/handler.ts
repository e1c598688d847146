import { revokeInvitation as contract } from '#contracts/http/invitations.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireRevokeInvitation } from '../../wiring/invitations.ts';

const revokeInvitation = wireRevokeInvitation(readEnv(httpEnv['revoke-invitation']));

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await revokeInvitation(caller, params.id);
  return answer.ok ? reply(204, answer.value) : answer;
});
