import { httpEnv } from '../../functions/runtime/env.ts';
import { together } from '../constructs/binding.ts';
import {
  emittingPresence,
  endingSessions,
  endpoint,
  pushing,
  sizes,
  withIdentity,
} from './endpoint.ts';

/** Reads that decide whether presence is visible between two users. */
const seeingPeer = [
  'UserStore.get',
  'BlockStore.isBlockedBetween',
  'ConversationStore.findByPair',
  'ConversationStore.get',
] as const;

export const userEndpoints = {
  'get-me': endpoint({
    env: httpEnv['get-me'],
    ...sizes.small,
    backend: ({ table }) => table.uses('UserStore.get'),
  }),
  'get-storage': endpoint({
    env: httpEnv['get-storage'],
    ...sizes.small,
    backend: ({ table, settings }) =>
      together(settings.storage, table.uses('UserStore.get', 'AttachmentStore.usedBytes')),
  }),
  'search-users': endpoint({
    env: httpEnv['search-users'],
    ...sizes.medium,
    backend: ({ table }) => table.uses('UserStore.get', 'UserStore.search'),
  }),
  'get-user': endpoint({
    env: httpEnv['get-user'],
    ...sizes.small,
    backend: ({ table }) => table.uses(...seeingPeer),
  }),
  'get-photo': endpoint({
    env: httpEnv['get-photo'],
    ...sizes.small,
    backend: ({ table }) => table.uses('UserStore.getPhoto'),
  }),
  'update-me': endpoint({
    env: httpEnv['update-me'],
    // A rename replaces the name's search entries, up to some hundred items.
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'UserStore.getMany',
          'UserStore.update',
          'BlockStore.listBlockedEitherWay',
          'ConversationStore.listByActivity',
        ),
        ...pushing(resources),
      ),
  }),
  'delete-me': endpoint({
    env: httpEnv['delete-me'],
    ...sizes.identity,
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'UserStore.deactivate',
          'AuditLog.clear',
          'FactorStore.get',
          'PasskeyStore.list',
        ),
        ...withIdentity(resources, 'IdentityProvider.deactivate'),
        ...endingSessions(resources),
        ...emittingPresence(resources),
      ),
  }),
  'export-me': endpoint({
    env: httpEnv['export-me'],
    ...sizes.medium,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'AuditLog.list',
        'FactorStore.get',
        'PasskeyStore.list',
        'BlockStore.listBlocked',
        'BlockStore.isBlockedBetween',
        'ConversationStore.get',
        'ConversationStore.listIds',
        'ConversationStore.listMessages',
        'MemberSettingsStore.get',
        'MemberSettingsStore.getMarks',
        'InviteStore.listOpen',
      ),
  }),
  'block-user': endpoint({
    env: httpEnv['block-user'],
    ...sizes.medium,
    backend: (resources) =>
      together(resources.table.uses(...seeingPeer, 'BlockStore.block'), ...pushing(resources)),
  }),
  'unblock-user': endpoint({
    env: httpEnv['unblock-user'],
    ...sizes.medium,
    backend: (resources) =>
      together(resources.table.uses(...seeingPeer, 'BlockStore.unblock'), ...pushing(resources)),
  }),
  'list-blocks': endpoint({
    env: httpEnv['list-blocks'],
    ...sizes.small,
    backend: ({ table }) =>
      table.uses('UserStore.get', 'UserStore.getMany', 'BlockStore.listBlocked'),
  }),
};
