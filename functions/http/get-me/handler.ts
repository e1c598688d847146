import { getMe as contract } from '#contracts/http/users.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireGetMe } from '../../wiring/account.ts';

const getMe = wireGetMe(readEnv(httpEnv['get-me']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await getMe(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
