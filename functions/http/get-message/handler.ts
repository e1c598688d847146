import { getMessage as contract } from '#contracts/http/messages.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireGetMessage } from '../../wiring/messages.ts';

const getMessage = wireGetMessage(readEnv(httpEnv['get-message']));

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await getMessage(caller, params.id);
  return answer.ok ? reply(200, answer.value) : answer;
});
