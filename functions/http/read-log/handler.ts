import { blockStore, clock, conversationStore, userStore } from '#backend';
import { readLog as contract } from '../../contracts/http/conversations.ts';
import { makeReadLog } from '../../core/usecases/read-log.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const readLog = makeReadLog({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  clock,
});

export const handler = httpHandler(contract, async ({ caller, params, query }) => {
  const answer = await readLog(caller, { conversationId: params.id, ...query });
  return answer.ok ? reply(200, answer.value) : answer;
});
