import { listOutbox as contract } from '#contracts/http/messages.ts';
import { httpEnv, readEnv } from '#functions/runtime/env.ts';
import { httpHandler, reply } from '#functions/runtime/http.ts';
import { wireListOutbox } from '#functions/wiring/messages.ts';

const listOutbox = wireListOutbox(readEnv(httpEnv['list-outbox']));

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const answer = await listOutbox(caller, query);
  return answer.ok ? reply(200, answer.value) : answer;
});
