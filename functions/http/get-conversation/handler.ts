import { getConversation as contract } from '#contracts/http/conversations.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireGetConversation } from '../../wiring/conversations.ts';

const getConversation = wireGetConversation(readEnv(httpEnv['get-conversation']));

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await getConversation(caller, params.id);
  return answer.ok ? reply(200, answer.value) : answer;
});
