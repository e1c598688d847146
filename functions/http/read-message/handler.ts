import { blockStore, clock, conversationStore, pushPorts, userStore } from '#backend';
import { readMessage as contract } from '../../contracts/http/messages.ts';
import { makePush } from '../../core/push.ts';
import { makeReadMessage } from '../../core/usecases/change-message.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const readMessage = makeReadMessage({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  clock,
  push: makePush(pushPorts(config)),
});

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await readMessage(caller, params.id);
  return answer.ok ? reply(200, answer.value) : answer;
});
