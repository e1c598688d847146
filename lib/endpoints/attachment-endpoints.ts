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
          'CounterStore.uncount',
        ),
        uploads.uses('BlobStore.signUpload'),
      ),
  }),
  'complete-attachment': endpoint({
    env: httpEnv['complete-attachment'],
    // Reads and inspects up to 10 MB while the sender waits: bandwidth grows with memory.
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
        // `remove`: for a copy whose attachment was deleted meanwhile.
        uploads.uses('BlobStore.read', 'BlobStore.copy', 'BlobStore.remove'),
      ),
  }),
  'copy-attachment': endpoint({
    env: httpEnv['copy-attachment'],
    ...sizes.medium,
    throttle: 'uploads',
    backend: ({ table, uploads, settings }) =>
      together(
        settings.storage,
        table.uses(
          'UserStore.get',
          'AttachmentStore.get',
          'AttachmentStore.put',
          'AttachmentStore.complete',
          'AttachmentStore.discard',
          'ConversationStore.getMessage',
          'MemberSettingsStore.get',
          'MemberSettingsStore.getMarks',
          'CounterStore.take',
          'CounterStore.uncount',
        ),
        uploads.uses('BlobStore.duplicate'),
      ),
  }),
  'get-attachment': endpoint({
    env: httpEnv['get-attachment'],
    ...sizes.medium,
    backend: ({ table, uploads }) =>
      together(
        table.uses(
          'UserStore.get',
          'AttachmentStore.get',
          'ConversationStore.getMessage',
          'MemberSettingsStore.get',
          'MemberSettingsStore.getMarks',
        ),
        uploads.uses('BlobStore.signDownload'),
      ),
  }),
};
