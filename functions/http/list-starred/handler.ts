import { listStarred as contract } from '#contracts/http/marks/marks.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireListStarred } from '../../wiring/marks.ts';

const listStarred = wireListStarred(readEnv(httpEnv['list-starred']));

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const { conversation_id: conversationId, cursor, limit } = query;
  const answer = await listStarred(caller, { conversationId, cursor, limit });
  return answer.ok ? reply(200, answer.value) : answer;
});
