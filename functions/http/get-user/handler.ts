import { getUser as contract } from '#contracts/http/users.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireGetUser } from '../../wiring/account.ts';

const getUser = wireGetUser(readEnv(httpEnv['get-user']));

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await getUser(caller, params.id);
  return answer.ok ? reply(200, answer.value) : answer;
});
