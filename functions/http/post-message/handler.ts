import {
  attachmentStore,
  blobStore,
  blockStore,
  clock,
  conversationStore,
  counterStore,
  fileInspector,
  ids,
  pushPorts,
  userStore,
} from '#backend';
import { postMessage as contract } from '../../contracts/http/conversations.ts';
import { makePush } from '../../core/push.ts';
import { makeSendFiles } from '../../core/usecases/send-files.ts';
import { readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { multipartHandler } from '../../runtime/multipart-handler.ts';
import { env } from './env.ts';

const config = readEnv(env);
const sendFiles = makeSendFiles({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  attachments: attachmentStore(config),
  blobs: blobStore(config),
  inspector: fileInspector,
  counters: counterStore(config),
  clock,
  ids,
  push: makePush(pushPorts(config)),
});

export const handler = multipartHandler(contract, async ({ caller, params, body, files }) => {
  const { content, client_id: clientId, reply_to_id: replyToId, attachment_ids } = body;
  const request = { content, clientId, replyToId, attachmentIds: attachment_ids };
  const answer = await sendFiles(caller, params.id, request, files);
  return answer.ok ? reply(answer.value.created ? 201 : 200, answer.value.message) : answer;
});
