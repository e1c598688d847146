import { userStore } from '#backend';
import { searchUsers as contract } from '../../contracts/http/users.ts';
import { makeSearchUsers } from '../../core/usecases/search-users.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const searchUsers = makeSearchUsers({
  users: userStore(config),
});

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const answer = await searchUsers(caller, query);
  return answer.ok ? reply(200, answer.value) : answer;
});
