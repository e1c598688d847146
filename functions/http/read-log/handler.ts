import { readLog as contract } from '#contracts/http/conversations.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireReadLog } from '../../wiring/conversations.ts';

const readLog = wireReadLog(readEnv(httpEnv['read-log']));

export const handler = httpHandler(contract, async ({ caller, params, query }) => {
  const answer = await readLog(caller, { conversationId: params.id, ...query });
  return answer.ok ? reply(200, answer.value) : answer;
});
