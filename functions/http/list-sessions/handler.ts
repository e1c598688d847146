import { listSessions as contract } from '#contracts/http/sessions.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireListSessions } from '../../wiring/sessions.ts';

const listSessions = wireListSessions(readEnv(httpEnv['list-sessions']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await listSessions(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
