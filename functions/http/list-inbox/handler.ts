import { conversationStore, userStore } from '#backend';
import { listInbox as contract } from '../../contracts/http/messages.ts';
import { makeListInbox } from '../../core/usecases/list-mailbox.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const listInbox = makeListInbox({
  users: userStore(config),
  conversations: conversationStore(config),
});

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const answer = await listInbox(caller, { ...query, unreadOnly: query.unread_only });
  return answer.ok ? reply(200, answer.value) : answer;
});
