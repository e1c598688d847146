import { attachmentStore, blobStore } from '#backend';
import { makeRemoveBytes } from '../../core/usecases/remove-bytes.ts';
import { readEnv } from '../../runtime/env.ts';
import { removalHandler } from '../../runtime/stream.ts';
import { env } from './env.ts';

const config = readEnv(env);

/** Wakes when an attachment's item is gone: discarded, swept unsent, or deleted with its message. */
export const handler = removalHandler(
  'remove-bytes',
  makeRemoveBytes({ blobs: blobStore(config), attachments: attachmentStore(config) }),
);
