import { blockStore, clock, conversationStore, userStore } from '#backend';
import { getConversation as contract } from '../../contracts/http/conversations.ts';
import { makeGetConversation } from '../../core/usecases/get-conversation.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const getConversation = makeGetConversation({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  clock,
});

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await getConversation(caller, params.id);
  return answer.ok ? reply(200, answer.value) : answer;
});
