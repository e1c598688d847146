import { blockStore, conversationStore, userStore } from '#backend';
import { getMessage as contract } from '../../contracts/http/messages.ts';
import { makeGetMessage } from '../../core/usecases/get-message.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const getMessage = makeGetMessage({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
});

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await getMessage(caller, params.id);
  return answer.ok ? reply(200, answer.value) : answer;
});
