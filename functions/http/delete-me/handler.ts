import { deactivateMe as contract } from '#contracts/http/users.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireDeactivateMe } from '../../wiring/sessions.ts';

const deactivateMe = wireDeactivateMe(readEnv(httpEnv['delete-me']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await deactivateMe(caller);
  return answer.ok ? reply(204, answer.value) : answer;
});
