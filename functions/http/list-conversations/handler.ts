import { blockStore, clock, conversationStore, userStore } from '#backend';
import { listConversations as contract } from '../../contracts/http/conversations.ts';
import { makeListConversations } from '../../core/usecases/list-conversations.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const listConversations = makeListConversations({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  clock,
});

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const answer = await listConversations(caller, query);
  return answer.ok ? reply(200, answer.value) : answer;
});
