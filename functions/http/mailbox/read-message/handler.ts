import { readMessage as contract } from '#contracts/http/messages.ts';
import { httpEnv, readEnv } from '#functions/runtime/env.ts';
import { httpHandler, reply } from '#functions/runtime/http.ts';
import { wireReadMessage } from '#functions/wiring/messages.ts';

const readMessage = wireReadMessage(readEnv(httpEnv['read-message']));

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await readMessage(caller, params.id);
  return answer.ok ? reply(200, answer.value) : answer;
});
