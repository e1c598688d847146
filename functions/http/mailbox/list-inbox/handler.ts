import { listInbox as contract } from '#contracts/http/messages.ts';
import { httpEnv, readEnv } from '#functions/runtime/env.ts';
import { httpHandler, reply } from '#functions/runtime/http.ts';
import { wireListInbox } from '#functions/wiring/messages.ts';

const listInbox = wireListInbox(readEnv(httpEnv['list-inbox']));

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const answer = await listInbox(caller, { ...query, unreadOnly: query.unread_only });
  return answer.ok ? reply(200, answer.value) : answer;
});
