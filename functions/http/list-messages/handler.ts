import { blockStore, conversationStore, userStore } from '#backend';
import { listMessages as contract } from '../../contracts/http/conversations.ts';
import { makeListMessages } from '../../core/usecases/list-messages.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const listMessages = makeListMessages({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
});

export const handler = httpHandler(contract, async ({ caller, params, query }) => {
  const answer = await listMessages(caller, { conversationId: params.id, ...query });
  return answer.ok ? reply(200, answer.value) : answer;
});
