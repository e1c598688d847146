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
  takesUploads,
  userStore,
} from '#backend';
import { postMessage as contract } from '../../contracts/http/conversations.ts';
import { makePush } from '../../core/push.ts';
import { makeAdmit } from '../../core/usecases/admit.ts';
import { makeSendFiles } from '../../core/usecases/send-files.ts';
import { readEnv, storageBytesOf } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { multipartHandler } from '../../runtime/multipart-handler.ts';
import { env } from './env.ts';

const config = readEnv(env);
const users = userStore(config);
const sendFiles = makeSendFiles({
  ...{ users, clock, ids, inspector: fileInspector, push: makePush(pushPorts(config)) },
  conversations: conversationStore(config),
  blocks: blockStore(config),
  attachments: attachmentStore(config),
  blobs: blobStore(config),
  takesUploads: takesUploads(config),
  ...{ counters: counterStore(config), storageBytes: storageBytesOf(config) },
});

export const handler = multipartHandler(contract, makeAdmit(users), async (request) => {
  const { content, client_id: clientId, reply_to_id: replyToId, attachment_ids } = request.body;
  const message = { content, clientId, replyToId, attachmentIds: attachment_ids };
  const answer = await sendFiles(request.caller, request.params.id, message, request.files);
  return answer.ok ? reply(answer.value.created ? 201 : 200, answer.value.message) : answer;
});
