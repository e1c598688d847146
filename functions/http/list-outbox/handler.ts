import { blockStore, conversationStore, userStore } from '#backend';
import { listOutbox as contract } from '../../contracts/http/messages.ts';
import { makeListOutbox } from '../../core/usecases/list-mailbox.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const listOutbox = makeListOutbox({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
});

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const answer = await listOutbox(caller, query);
  return answer.ok ? reply(200, answer.value) : answer;
});
