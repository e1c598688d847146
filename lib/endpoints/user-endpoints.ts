import { env as blockUserEnv } from '../../functions/http/block-user/env.ts';
import { env as deleteMeEnv } from '../../functions/http/delete-me/env.ts';
import { env as exportMeEnv } from '../../functions/http/export-me/env.ts';
import { env as getMeEnv } from '../../functions/http/get-me/env.ts';
import { env as getStorageEnv } from '../../functions/http/get-storage/env.ts';
import { env as getUserEnv } from '../../functions/http/get-user/env.ts';
import { env as listBlocksEnv } from '../../functions/http/list-blocks/env.ts';
import { env as searchUsersEnv } from '../../functions/http/search-users/env.ts';
import { env as unblockUserEnv } from '../../functions/http/unblock-user/env.ts';
import { env as updateMeEnv } from '../../functions/http/update-me/env.ts';
import { together } from '../constructs/binding.ts';
import {
  endingSessions,
  endpoint,
  pushing,
  sizes,
  tellingPresence,
  withIdentity,
} from './endpoint.ts';

/** What one reads to know whether presence passes between two people. */
const seeingPeer = [
  'UserStore.get',
  'BlockStore.isBlockedBetween',
  'ConversationStore.findByPair',
  'ConversationStore.get',
] as const;

export const userEndpoints = {
  'get-me': endpoint({
    env: getMeEnv,
    ...sizes.small,
    backend: ({ table }) => table.uses('UserStore.get'),
  }),
  'get-storage': endpoint({
    env: getStorageEnv,
    ...sizes.small,
    backend: ({ table, settings }) =>
      together(settings.storage, table.uses('UserStore.get', 'AttachmentStore.usedBytes')),
  }),
  'search-users': endpoint({
    env: searchUsersEnv,
    ...sizes.medium,
    backend: ({ table }) => table.uses('UserStore.get', 'UserStore.search'),
  }),
  'get-user': endpoint({
    env: getUserEnv,
    ...sizes.small,
    backend: ({ table }) => table.uses(...seeingPeer),
  }),
  'update-me': endpoint({
    env: updateMeEnv,
    // A rename moves the name's search entries, up to some hundred items.
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'UserStore.getMany',
          'UserStore.update',
          'BlockStore.listApart',
          'ConversationStore.listByActivity',
        ),
        ...pushing(resources),
      ),
  }),
  'delete-me': endpoint({
    env: deleteMeEnv,
    ...sizes.identity,
    backend: (resources) =>
      together(
        resources.table.uses('UserStore.get', 'UserStore.deactivate', 'AuditLog.clear'),
        ...withIdentity(resources, 'IdentityProvider.disable'),
        ...endingSessions(resources),
        ...tellingPresence(resources),
      ),
  }),
  'export-me': endpoint({
    env: exportMeEnv,
    ...sizes.medium,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'AuditLog.list',
        'BlockStore.listBlocked',
        'BlockStore.isBlockedBetween',
        'ConversationStore.get',
        'ConversationStore.listIds',
        'ConversationStore.listMessages',
      ),
  }),
  'block-user': endpoint({
    env: blockUserEnv,
    ...sizes.medium,
    backend: (resources) =>
      together(resources.table.uses(...seeingPeer, 'BlockStore.block'), ...pushing(resources)),
  }),
  'unblock-user': endpoint({
    env: unblockUserEnv,
    ...sizes.medium,
    backend: (resources) =>
      together(resources.table.uses(...seeingPeer, 'BlockStore.unblock'), ...pushing(resources)),
  }),
  'list-blocks': endpoint({
    env: listBlocksEnv,
    ...sizes.small,
    backend: ({ table }) =>
      table.uses('UserStore.get', 'UserStore.getMany', 'BlockStore.listBlocked'),
  }),
};
