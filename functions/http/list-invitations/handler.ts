import { listInvitations as contract } from '#contracts/http/invitations.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireListInvitations } from '../../wiring/invitations.ts';

const listInvitations = wireListInvitations(readEnv(httpEnv['list-invitations']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await listInvitations(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
