import { httpEnv } from '../../functions/runtime/env.ts';
import { together } from '../constructs/binding.ts';
import type { Resources } from './endpoint.ts';
import { counting, endpoint, pushing, sizes, startingSessions, withIdentity } from './endpoint.ts';

/** Access for asking for the password, and for a code or a passkey if the account has any. */
const asking = (resources: Resources) =>
  [
    resources.table.uses('UserStore.get', 'FactorStore.get', 'PasskeyStore.list', 'AuditLog.add'),
    resources.settings.origins,
    ...withIdentity(resources, 'IdentityProvider.checkPassword'),
    ...counting(resources),
  ] as const;

export const passkeyEndpoints = {
  'start-passkey-sign-in': endpoint({
    env: httpEnv['start-passkey-sign-in'],
    ...sizes.small,
    throttle: 'credentials',
    backend: ({ table, settings }) =>
      together(table.uses('PasskeyChallenges.put'), settings.viewer, settings.origins),
  }),
  'sign-in-with-passkey': endpoint({
    env: httpEnv['sign-in-with-passkey'],
    ...sizes.identity,
    throttle: 'credentials',
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'PasskeyStore.list',
          'PasskeyStore.change',
          'PasskeyChallenges.take',
        ),
        resources.settings.origins,
        ...counting(resources),
        ...startingSessions(resources),
        ...withIdentity(resources, 'IdentityProvider.acceptPasskey'),
      ),
  }),
  'list-passkeys': endpoint({
    env: httpEnv['list-passkeys'],
    ...sizes.small,
    backend: ({ table }) => table.uses('UserStore.get', 'PasskeyStore.list'),
  }),
  'start-passkey': endpoint({
    env: httpEnv['start-passkey'],
    ...sizes.identity,
    throttle: 'credentials',
    backend: (resources) =>
      together(...asking(resources), resources.table.uses('PasskeyChallenges.put')),
  }),
  'add-passkey': endpoint({
    env: httpEnv['add-passkey'],
    ...sizes.medium,
    throttle: 'credentials',
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'FactorStore.get',
          'PasskeyStore.list',
          'PasskeyStore.change',
          'PasskeyChallenges.take',
          'AuditLog.add',
        ),
        resources.settings.viewer,
        resources.settings.origins,
        ...pushing(resources),
      ),
  }),
  'rename-passkey': endpoint({
    env: httpEnv['rename-passkey'],
    ...sizes.small,
    backend: ({ table }) => table.uses('UserStore.get', 'PasskeyStore.change'),
  }),
  'remove-passkey': endpoint({
    env: httpEnv['remove-passkey'],
    ...sizes.identity,
    throttle: 'credentials',
    backend: (resources) =>
      together(
        ...asking(resources),
        resources.table.uses('PasskeyStore.change'),
        ...pushing(resources),
      ),
  }),
};
