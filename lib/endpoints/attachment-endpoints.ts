import { httpEnv } from '../../functions/runtime/env.ts';
import { together } from '../constructs/binding.ts';
import { endpoint, sizes } from './endpoint.ts';

export const attachmentEndpoints = {
  'create-attachment': endpoint({
    env: httpEnv['create-attachment'],
    ...sizes.medium,
    throttle: 'uploads',
    backend: ({ table, uploads, settings }) =>
      together(
        settings.storage,
        table.uses(
          'UserStore.get',
          'AttachmentStore.put',
          'CounterStore.take',
          'CounterStore.giveBack',
        ),
        uploads.uses('BlobStore.signUpload'),
      ),
  }),
  'complete-attachment': endpoint({
    env: httpEnv['complete-attachment'],
    // Up to 10 MB are read and looked at while a person waits to send: bandwidth comes with memory.
    ...sizes.fast,
    throttle: 'uploads',
    backend: ({ table, uploads }) =>
      together(
        table.uses(
          'UserStore.get',
          'AttachmentStore.get',
          'AttachmentStore.complete',
          'AttachmentStore.discard',
        ),
        // Removing is for a copy whose attachment has gone meanwhile.
        uploads.uses('BlobStore.read', 'BlobStore.copy', 'BlobStore.remove'),
      ),
  }),
  'get-attachment': endpoint({
    env: httpEnv['get-attachment'],
    ...sizes.medium,
    backend: ({ table, uploads }) =>
      together(
        table.uses('UserStore.get', 'AttachmentStore.get', 'ConversationStore.getMessage'),
        uploads.uses('BlobStore.signDownload'),
      ),
  }),
};
