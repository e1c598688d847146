import { putReaction as contract } from '#contracts/http/react-to-message.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wirePutReaction } from '../../wiring/messages.ts';

const putReaction = wirePutReaction(readEnv(httpEnv['put-reaction']));

export const handler = httpHandler(contract, async ({ caller, params, body }) => {
  const answer = await putReaction(caller, { id: params.id, emoji: body.emoji });
  return answer.ok ? reply(200, answer.value) : answer;
});
