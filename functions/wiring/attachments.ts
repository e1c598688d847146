import {
  attachmentStore,
  clock,
  conversationStore,
  counterStore,
  ids,
  memberSettingsStore,
  userStore,
} from '#backend';
import { blobStore, fileInspector, takesUploads } from '#backend/files';
import { makeCompleteAttachment } from '#core/usecases/attachments/complete-attachment.ts';
import { makeCopyAttachment } from '#core/usecases/attachments/copy-attachment.ts';
import { makeCreateAttachment } from '#core/usecases/attachments/create-attachment.ts';
import { makeGetAttachment } from '#core/usecases/attachments/get-attachment.ts';
import { makeRemoveBytes } from '#core/usecases/attachments/remove-bytes.ts';
import { type FilesEnv, fileRulesOf, type StorageEnv } from '../runtime/env.ts';

const files = (env: FilesEnv) => ({ attachments: attachmentStore(env), blobs: blobStore(env) });

export const wireCreateAttachment = (env: FilesEnv & StorageEnv) =>
  makeCreateAttachment({
    ...files(env),
    users: userStore(env),
    takesUploads: takesUploads(env),
    counters: counterStore(env),
    fileRules: fileRulesOf(env),
    clock,
    ids,
  });
export const wireCompleteAttachment = (env: FilesEnv) =>
  makeCompleteAttachment({ ...files(env), users: userStore(env), inspector: fileInspector });
export const wireCopyAttachment = (env: FilesEnv & StorageEnv) =>
  makeCopyAttachment({
    ...files(env),
    users: userStore(env),
    conversations: conversationStore(env),
    settings: memberSettingsStore(env),
    takesUploads: takesUploads(env),
    counters: counterStore(env),
    fileRules: fileRulesOf(env),
    clock,
  });
export const wireGetAttachment = (env: FilesEnv) =>
  makeGetAttachment({
    ...files(env),
    users: userStore(env),
    conversations: conversationStore(env),
    settings: memberSettingsStore(env),
    clock,
  });
export const wireRemoveBytes = (env: FilesEnv) => makeRemoveBytes(files(env));
