import { openConversation as contract } from '#contracts/http/conversations.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireOpenConversation } from '../../wiring/conversations.ts';

const openConversation = wireOpenConversation(readEnv(httpEnv['open-conversation']));

export const handler = httpHandler(contract, async ({ caller, body }) => {
  const answer = await openConversation(caller, body.peer_id);
  if (!answer.ok) return answer;
  const { conversation, created } = answer.value;
  return reply(created ? 201 : 200, conversation);
});
