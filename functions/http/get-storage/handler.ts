import { getStorage as contract } from '#contracts/http/users.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireGetStorage } from '../../wiring/account.ts';

const getStorage = wireGetStorage(readEnv(httpEnv['get-storage']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await getStorage(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
