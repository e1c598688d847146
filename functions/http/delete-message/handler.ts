import { blockStore, clock, conversationStore, pushPorts, userStore } from '#backend';
import { deleteMessage as contract } from '../../contracts/http/messages.ts';
import { makePush } from '../../core/push.ts';
import { makeDeleteMessage } from '../../core/usecases/change-message.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const deleteMessage = makeDeleteMessage({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  clock,
  push: makePush(pushPorts(config)),
});

export const handler = httpHandler(contract, async ({ caller, params, query }) => {
  const answer = await deleteMessage(caller, { id: params.id, onlyUnread: query.only_unread });
  return answer.ok ? reply(204, answer.value) : answer;
});
