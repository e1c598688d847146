import {
  attachmentStore,
  blobStore,
  clock,
  counterStore,
  ids,
  takesUploads,
  userStore,
} from '#backend';
import { createAttachment as contract } from '../../contracts/http/attachments.ts';
import { makeCreateAttachment } from '../../core/usecases/create-attachment.ts';
import { readEnv, storageBytesOf } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { absoluteUrl } from '../../runtime/origin.ts';
import { env } from './env.ts';

const config = readEnv(env);
const createAttachment = makeCreateAttachment({
  users: userStore(config),
  attachments: attachmentStore(config),
  blobs: blobStore(config),
  takesUploads: takesUploads(config),
  counters: counterStore(config),
  clock,
  ids,
  storageBytes: storageBytesOf(config),
});

export const handler = httpHandler(contract, async ({ caller, body, event }) => {
  const { filename, mime, size_bytes: sizeBytes } = body;
  const answer = await createAttachment(caller, { filename, mime, sizeBytes });
  if (!answer.ok) return answer;
  const { upload, ...created } = answer.value;
  const url = absoluteUrl(upload.url, event);
  return reply(201, { ...created, upload: { url, fields: { ...upload.fields } } });
});
