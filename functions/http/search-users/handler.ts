import { searchUsers as contract } from '#contracts/http/users.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireSearchUsers } from '../../wiring/account.ts';

const searchUsers = wireSearchUsers(readEnv(httpEnv['search-users']));

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const answer = await searchUsers(caller, query);
  return answer.ok ? reply(200, answer.value) : answer;
});
