import { blockStore, clock, conversationStore, userStore } from '#backend';
import { getUser as contract } from '../../contracts/http/users.ts';
import { makeGetUser } from '../../core/usecases/get-user.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const getUser = makeGetUser({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  clock,
});

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await getUser(caller, params.id);
  return answer.ok ? reply(200, answer.value) : answer;
});
