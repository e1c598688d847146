import { sendInConversation as contract } from '#contracts/http/sending/send-in-conversation.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { multipartHandler } from '../../runtime/multipart-handler.ts';
import { wireAdmit, wireSendInConversation } from '../../wiring/messages.ts';

const config = readEnv(httpEnv['post-message']);
const sendInConversation = wireSendInConversation(config);

export const handler = multipartHandler(contract, wireAdmit(config), async (request) => {
  const { content, client_id: clientId, reply_to_id: replyToId, attachment_ids } = request.body;
  const { socket_id: socketId, forwarded: isForwarded } = request.body;
  const attachmentIds = attachment_ids;
  const message = { content, clientId, replyToId, attachmentIds, isForwarded, socketId };
  const answer = await sendInConversation(
    request.caller,
    request.params.id,
    message,
    request.files,
  );
  if (!answer.ok) return answer;
  const { message: sent, created, ver } = answer.value;
  return reply(created ? 201 : 200, socketId === undefined ? sent : { ...sent, ver });
});
