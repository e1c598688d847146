import { editMessage as contract } from '#contracts/http/messages.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireEditMessage } from '../../wiring/messages.ts';

const editMessage = wireEditMessage(readEnv(httpEnv['edit-message']));

export const handler = httpHandler(contract, async ({ caller, params, body }) => {
  const answer = await editMessage(caller, { id: params.id, content: body.content });
  return answer.ok ? reply(200, answer.value) : answer;
});
