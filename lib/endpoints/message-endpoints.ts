import { env as deleteMessageEnv } from '../../functions/http/delete-message/env.ts';
import { env as editMessageEnv } from '../../functions/http/edit-message/env.ts';
import { env as getMessageEnv } from '../../functions/http/get-message/env.ts';
import { env as listInboxEnv } from '../../functions/http/list-inbox/env.ts';
import { env as listOutboxEnv } from '../../functions/http/list-outbox/env.ts';
import { env as postMessageEnv } from '../../functions/http/post-message/env.ts';
import { env as readMessageEnv } from '../../functions/http/read-message/env.ts';
import { env as sendMessageEnv } from '../../functions/http/send-message/env.ts';
import { together } from '../constructs/binding.ts';
import type { Resources } from './endpoint.ts';
import { endpoint, pushing, sizes } from './endpoint.ts';

/** Both sends may name the receiver or the conversation: they share a use case, and so its rights. */
const sending = (resources: Resources) =>
  together(
    resources.table.uses(
      'UserStore.get',
      'BlockStore.isBlockedBetween',
      'ConversationStore.findByPair',
      'ConversationStore.open',
      'ConversationStore.get',
      'ConversationStore.getMessage',
      'ConversationStore.change',
    ),
    ...pushing(resources),
  );

/** Small files may come with the message: they are counted, stored, and discarded again if it is refused. */
const sendingFiles = (resources: Resources) =>
  together(
    sending(resources),
    resources.settings.storage,
    resources.table.uses(
      'AttachmentStore.put',
      'AttachmentStore.discard',
      'CounterStore.take',
      'CounterStore.giveBack',
    ),
    resources.uploads.uses('BlobStore.write'),
  );

/** An edit, a deletion or a read of one message. */
const changing = (resources: Resources) =>
  together(
    resources.table.uses(
      'UserStore.get',
      'BlockStore.isBlockedBetween',
      'ConversationStore.get',
      'ConversationStore.change',
    ),
    ...pushing(resources),
  );

export const messageEndpoints = {
  'send-message': endpoint({ env: sendMessageEnv, ...sizes.fast, backend: sending }),
  'list-inbox': endpoint({
    env: listInboxEnv,
    ...sizes.medium,
    backend: ({ table }) => table.uses('UserStore.get', 'ConversationStore.listReceived'),
  }),
  'list-outbox': endpoint({
    env: listOutboxEnv,
    ...sizes.medium,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'UserStore.getMany',
        'BlockStore.listApart',
        'ConversationStore.listSent',
      ),
  }),
  'get-message': endpoint({
    env: getMessageEnv,
    ...sizes.medium,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'BlockStore.isBlockedBetween',
        'ConversationStore.get',
        'ConversationStore.getMessage',
      ),
  }),
  'read-message': endpoint({ env: readMessageEnv, ...sizes.medium, backend: changing }),
  'edit-message': endpoint({ env: editMessageEnv, ...sizes.medium, backend: changing }),
  'delete-message': endpoint({ env: deleteMessageEnv, ...sizes.medium, backend: changing }),
  'post-message': endpoint({ env: postMessageEnv, ...sizes.fast, backend: sendingFiles }),
};
