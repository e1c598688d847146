import { blockStore, clock, conversationStore, pushPorts, userStore } from '#backend';
import { editMessage as contract } from '../../contracts/http/messages.ts';
import { makePush } from '../../core/push.ts';
import { makeEditMessage } from '../../core/usecases/change-message.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const editMessage = makeEditMessage({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  clock,
  push: makePush(pushPorts(config)),
});

export const handler = httpHandler(contract, async ({ caller, params, body }) => {
  const answer = await editMessage(caller, { id: params.id, content: body.content });
  return answer.ok ? reply(200, answer.value) : answer;
});
