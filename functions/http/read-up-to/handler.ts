import { readUpTo as contract } from '#contracts/http/conversations.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireReadUpTo } from '../../wiring/conversations.ts';

const readUpTo = wireReadUpTo(readEnv(httpEnv['read-up-to']));

export const handler = httpHandler(contract, async ({ caller, params, body }) => {
  const { seq, socket_id: socketId } = body;
  const answer = await readUpTo(caller, { conversationId: params.id, seq, socketId });
  return answer.ok ? reply(200, answer.value) : answer;
});
