import { clock, userStore } from '#backend';
import { updateMe as contract } from '../../contracts/http/users.ts';
import { makeUpdateMe } from '../../core/usecases/update-me.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const updateMe = makeUpdateMe({
  users: userStore(config),
  clock,
});

export const handler = httpHandler(contract, async ({ caller, body }) => {
  const answer = await updateMe(caller, body);
  return answer.ok ? reply(200, answer.value) : answer;
});
