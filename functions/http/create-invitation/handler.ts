import { createInvitation as contract } from '#contracts/http/invitations.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireCreateInvitation } from '../../wiring/invitations.ts';

const createInvitation = wireCreateInvitation(readEnv(httpEnv['create-invitation']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await createInvitation(caller);
  return answer.ok ? reply(201, answer.value) : answer;
});
