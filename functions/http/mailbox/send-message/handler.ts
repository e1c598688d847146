import { sendToUser as contract } from '#contracts/http/messages.ts';
import { httpEnv, readEnv } from '#functions/runtime/env.ts';
import { httpHandler, reply } from '#functions/runtime/http.ts';
import { wireSendToUser } from '#functions/wiring/messages.ts';

const sendToUser = wireSendToUser(readEnv(httpEnv['send-message']));

export const handler = httpHandler(contract, async ({ caller, body }) => {
  const answer = await sendToUser(caller, body.receiver_id, {
    content: body.text,
    clientId: body.client_id,
    replyToId: body.reply_to_id,
    attachmentIds: body.attachment_ids,
    isForwarded: body.forwarded,
  });
  if (!answer.ok) return answer;
  const { message, created } = answer.value;
  return reply(created ? 201 : 200, message);
});
