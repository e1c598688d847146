import { httpEnv } from '../../functions/runtime/env.ts';
import { together } from '../constructs/binding.ts';
import { endpoint, pushing, sizes } from './endpoint.ts';

export const conversationEndpoints = {
  'open-conversation': endpoint({
    env: httpEnv['open-conversation'],
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'BlockStore.isBlockedBetween',
          'ConversationStore.open',
        ),
        ...pushing(resources),
      ),
  }),
  'list-conversations': endpoint({
    env: httpEnv['list-conversations'],
    ...sizes.fast,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'UserStore.getMany',
        'BlockStore.listBlockedEitherWay',
        'ConversationStore.listByActivity',
      ),
  }),
  'get-conversation': endpoint({
    env: httpEnv['get-conversation'],
    ...sizes.small,
    backend: ({ table }) =>
      table.uses('UserStore.get', 'BlockStore.isBlockedBetween', 'ConversationStore.get'),
  }),
  'list-messages': endpoint({
    env: httpEnv['list-messages'],
    ...sizes.fast,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'BlockStore.isBlockedBetween',
        'ConversationStore.get',
        'ConversationStore.listMessages',
      ),
  }),
  'read-log': endpoint({
    env: httpEnv['read-log'],
    ...sizes.medium,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'BlockStore.isBlockedBetween',
        'ConversationStore.get',
        'ConversationStore.readLog',
      ),
  }),
  'read-up-to': endpoint({
    env: httpEnv['read-up-to'],
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'BlockStore.isBlockedBetween',
          'ConversationStore.change',
        ),
        ...pushing(resources),
      ),
  }),
};
