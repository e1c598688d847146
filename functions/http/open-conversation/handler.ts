import { blockStore, clock, conversationStore, ids, pushPorts, userStore } from '#backend';
import { openConversation as contract } from '../../contracts/http/conversations.ts';
import { makePush } from '../../core/push.ts';
import { makeOpenConversation } from '../../core/usecases/open-conversation.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const openConversation = makeOpenConversation({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  clock,
  ids,
  push: makePush(pushPorts(config)),
});

export const handler = httpHandler(contract, async ({ caller, body }) => {
  const answer = await openConversation(caller, body.peer_id);
  if (!answer.ok) return answer;
  const { conversation, created } = answer.value;
  return reply(created ? 201 : 200, conversation);
});
