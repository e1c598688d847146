import { env as getConversationEnv } from '../../functions/http/get-conversation/env.ts';
import { env as listConversationsEnv } from '../../functions/http/list-conversations/env.ts';
import { env as listMessagesEnv } from '../../functions/http/list-messages/env.ts';
import { env as openConversationEnv } from '../../functions/http/open-conversation/env.ts';
import { env as readLogEnv } from '../../functions/http/read-log/env.ts';
import { env as readUpToEnv } from '../../functions/http/read-up-to/env.ts';
import { together } from '../constructs/binding.ts';
import { endpoint, pushing, sizes } from './endpoint.ts';

export const conversationEndpoints = {
  'open-conversation': endpoint({
    env: openConversationEnv,
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
    env: listConversationsEnv,
    ...sizes.fast,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'UserStore.getMany',
        'BlockStore.listApart',
        'ConversationStore.listByActivity',
      ),
  }),
  'get-conversation': endpoint({
    env: getConversationEnv,
    ...sizes.small,
    backend: ({ table }) =>
      table.uses('UserStore.get', 'BlockStore.isBlockedBetween', 'ConversationStore.get'),
  }),
  'list-messages': endpoint({
    env: listMessagesEnv,
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
    env: readLogEnv,
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
    env: readUpToEnv,
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
