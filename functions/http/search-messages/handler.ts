import { searchMessages as contract } from '#contracts/http/search.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireSearchMessages } from '../../wiring/messages.ts';

const searchMessages = wireSearchMessages(readEnv(httpEnv['search-messages']));

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const { conversation_id: conversationId, q, has, cursor, limit } = query;
  const answer = await searchMessages(caller, { q, has, conversationId, cursor, limit });
  return answer.ok ? reply(200, answer.value) : answer;
});
