import { httpEnv } from '../../functions/runtime/env.ts';
import { together } from '../constructs/binding.ts';
import { endpoint, pushing, sizes } from './endpoint.ts';

export const invitationEndpoints = {
  'create-invitation': endpoint({
    env: httpEnv['create-invitation'],
    ...sizes.small,
    backend: ({ table, settings }) =>
      together(settings.invitations, table.uses('UserStore.get', 'InviteStore.create')),
  }),
  'list-invitations': endpoint({
    env: httpEnv['list-invitations'],
    ...sizes.small,
    backend: ({ table, settings }) =>
      together(settings.invitations, table.uses('UserStore.get', 'InviteStore.listOpen')),
  }),
  'revoke-invitation': endpoint({
    env: httpEnv['revoke-invitation'],
    ...sizes.small,
    backend: ({ table }) => table.uses('UserStore.get', 'InviteStore.revoke'),
  }),
  'accept-invitation': endpoint({
    env: httpEnv['accept-invitation'],
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.settings.invitations,
        resources.table.uses(
          'UserStore.get',
          'InviteStore.find',
          'InviteStore.use',
          'BlockStore.isBlockedBetween',
          'ConversationStore.findByPair',
          'ConversationStore.open',
          'ConversationStore.get',
          'ConversationStore.change',
          'MemberSettingsStore.get',
          'CounterStore.take',
          'CounterStore.uncount',
        ),
        ...pushing(resources),
      ),
  }),
};
