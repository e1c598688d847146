import { deleteReaction as contract } from '#contracts/http/react-to-message.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireDeleteReaction } from '../../wiring/messages.ts';

const deleteReaction = wireDeleteReaction(readEnv(httpEnv['delete-reaction']));

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await deleteReaction(caller, params.id);
  return answer.ok ? reply(200, answer.value) : answer;
});
