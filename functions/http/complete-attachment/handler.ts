import { attachmentStore, blobStore, fileInspector, userStore } from '#backend';
import { completeAttachment as contract } from '../../contracts/http/attachments.ts';
import { makeCompleteAttachment } from '../../core/usecases/complete-attachment.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const completeAttachment = makeCompleteAttachment({
  users: userStore(config),
  attachments: attachmentStore(config),
  blobs: blobStore(config),
  inspector: fileInspector,
});

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await completeAttachment(caller, params.id);
  return answer.ok ? reply(200, answer.value) : answer;
});
