import { httpEnv } from '../../functions/runtime/env.ts';
import { together } from '../constructs/binding.ts';
import type { Resources } from './endpoint.ts';
import { endpoint, pushing, sizes } from './endpoint.ts';

/** Both send routes accept a receiver or a conversation: they share a use case and its rights. */
const sending = (resources: Resources) =>
  together(
    resources.settings.requests,
    resources.table.uses(
      'UserStore.get',
      'BlockStore.isBlockedBetween',
      'ConversationStore.findByPair',
      'ConversationStore.open',
      'ConversationStore.get',
      'ConversationStore.getMessage',
      'ConversationStore.change',
      'MemberSettingsStore.get',
      'MemberSettingsStore.getMarks',
    ),
    ...pushing(resources),
  );

/** Access for inline files, which are counted, stored, and discarded if the message is refused. */
const sendingFiles = (resources: Resources) =>
  together(
    sending(resources),
    resources.settings.storage,
    resources.table.uses(
      'AttachmentStore.put',
      'AttachmentStore.discard',
      'CounterStore.take',
      'CounterStore.uncount',
    ),
    resources.uploads.uses('BlobStore.write'),
  );

/** An edit, a deletion, a read or a reaction: a change of one message. */
const changing = (resources: Resources) =>
  together(
    resources.table.uses(
      'UserStore.get',
      'BlockStore.isBlockedBetween',
      'ConversationStore.get',
      'ConversationStore.change',
      'MemberSettingsStore.get',
      'MemberSettingsStore.getMarks',
    ),
    ...pushing(resources),
  );

export const messageEndpoints = {
  'send-message': endpoint({ env: httpEnv['send-message'], ...sizes.fast, backend: sending }),
  'list-inbox': endpoint({
    env: httpEnv['list-inbox'],
    ...sizes.medium,
    backend: ({ table }) => table.uses('UserStore.get', 'ConversationStore.listReceived'),
  }),
  'list-outbox': endpoint({
    env: httpEnv['list-outbox'],
    ...sizes.medium,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'UserStore.getMany',
        'BlockStore.listBlockedEitherWay',
        'ConversationStore.listSent',
      ),
  }),
  'search-messages': endpoint({
    env: httpEnv['search-messages'],
    // Folds thousands of texts.
    ...sizes.fast,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'UserStore.getMany',
        'ConversationStore.get',
        'ConversationStore.search',
      ),
  }),
  'get-message': endpoint({
    env: httpEnv['get-message'],
    ...sizes.medium,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'BlockStore.isBlockedBetween',
        'ConversationStore.get',
        'ConversationStore.getMessage',
        'MemberSettingsStore.get',
        'MemberSettingsStore.getMarks',
      ),
  }),
  'read-message': endpoint({ env: httpEnv['read-message'], ...sizes.medium, backend: changing }),
  'edit-message': endpoint({ env: httpEnv['edit-message'], ...sizes.medium, backend: changing }),
  'delete-message': endpoint({
    env: httpEnv['delete-message'],
    ...sizes.medium,
    backend: changing,
  }),
  'put-reaction': endpoint({ env: httpEnv['put-reaction'], ...sizes.medium, backend: changing }),
  'delete-reaction': endpoint({
    env: httpEnv['delete-reaction'],
    ...sizes.medium,
    backend: changing,
  }),
  'post-message': endpoint({ env: httpEnv['post-message'], ...sizes.fast, backend: sendingFiles }),
};
