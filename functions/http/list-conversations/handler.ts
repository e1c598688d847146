import { listConversations as contract } from '#contracts/http/conversations.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireListConversations } from '../../wiring/conversations.ts';

const listConversations = wireListConversations(readEnv(httpEnv['list-conversations']));

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const answer = await listConversations(caller, query);
  return answer.ok ? reply(200, answer.value) : answer;
});
