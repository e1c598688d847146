import { sendMessage as contract } from '../../../contracts/http/messages.ts';
import { httpEnv, readEnv } from '../../../runtime/env.ts';
import { httpHandler, reply } from '../../../runtime/http.ts';
import { wireSendMessage } from '../../../wiring/messages.ts';

const sendMessage = wireSendMessage(readEnv(httpEnv['send-message']));

export const handler = httpHandler(contract, async ({ caller, body }) => {
  const answer = await sendMessage.toUser(caller, body.receiver_id, {
    content: body.text,
    clientId: body.client_id,
    replyToId: body.reply_to_id,
    attachmentIds: body.attachment_ids,
  });
  if (!answer.ok) return answer;
  const { message, created } = answer.value;
  return reply(created ? 201 : 200, message);
});
