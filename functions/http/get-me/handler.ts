import { userStore } from '#backend';
import { getMe as contract } from '../../contracts/http/users.ts';
import { makeGetMe } from '../../core/usecases/get-me.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const getMe = makeGetMe({
  users: userStore(config),
});

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await getMe(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
