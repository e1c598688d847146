import { acceptInvitation as contract } from '#contracts/http/invitations.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireAcceptInvitation } from '../../wiring/invitations.ts';

const acceptInvitation = wireAcceptInvitation(readEnv(httpEnv['accept-invitation']));

export const handler = httpHandler(contract, async ({ caller, body }) => {
  const answer = await acceptInvitation(caller, body.code);
  return answer.ok ? reply(200, answer.value) : answer;
});
