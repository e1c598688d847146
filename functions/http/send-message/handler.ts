import { blockStore, clock, conversationStore, ids, pushPorts, userStore } from '#backend';
import { sendMessage as contract } from '../../contracts/http/messages.ts';
import { makePush } from '../../core/push.ts';
import { makeSendMessage } from '../../core/usecases/send-message.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const sendMessage = makeSendMessage({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  clock,
  ids,
  push: makePush(pushPorts(config)),
});

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
