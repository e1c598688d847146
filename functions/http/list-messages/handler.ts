import { listMessages as contract } from '#contracts/http/conversations.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireListMessages } from '../../wiring/conversations.ts';

const listMessages = wireListMessages(readEnv(httpEnv['list-messages']));

export const handler = httpHandler(contract, async ({ caller, params, query }) => {
  const answer = await listMessages(caller, { conversationId: params.id, ...query });
  return answer.ok ? reply(200, answer.value) : answer;
});
