import { httpEnv } from '../../functions/runtime/env.ts';
import { together } from '../constructs/binding.ts';
import type { Resources } from './endpoint.ts';
import { counting, endpoint, pushing, sizes, startingSessions, withIdentity } from './endpoint.ts';

/** Access for a change of the factor, which is logged and shown on the user's devices. */
const changing = (resources: Resources) =>
  [
    resources.table.uses('UserStore.get', 'FactorStore.change', 'AuditLog.add'),
    ...pushing(resources),
  ] as const;

/** Access for a request that was sent with a password or a code. */
const guessing = (resources: Resources) =>
  [...counting(resources), resources.settings.origins] as const;

const askingPassword = (resources: Resources) =>
  withIdentity(resources, 'IdentityProvider.checkPassword');

export const factorEndpoints = {
  'complete-sign-in': endpoint({
    env: httpEnv['complete-sign-in'],
    ...sizes.identity,
    throttle: 'credentials',
    backend: (resources) =>
      together(
        resources.table.uses('ChallengeStore.try', 'ChallengeStore.take', 'AuditLog.uncount'),
        resources.settings.factorKeys,
        ...changing(resources),
        ...guessing(resources),
        ...startingSessions(resources),
      ),
  }),
  'get-factor': endpoint({
    env: httpEnv['get-factor'],
    ...sizes.small,
    backend: ({ table }) => table.uses('UserStore.get', 'FactorStore.get'),
  }),
  'start-factor': endpoint({
    env: httpEnv['start-factor'],
    ...sizes.identity,
    throttle: 'credentials',
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'FactorStore.get',
          'FactorStore.change',
          'PasskeyStore.list',
          'AuditLog.add',
        ),
        resources.settings.factorKeys,
        ...askingPassword(resources),
        ...guessing(resources),
      ),
  }),
  'confirm-factor': endpoint({
    env: httpEnv['confirm-factor'],
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses('FactorStore.get', 'PasskeyStore.list'),
        resources.settings.factorKeys,
        ...changing(resources),
        ...guessing(resources),
      ),
  }),
  'prove-factor': endpoint({
    env: httpEnv['prove-factor'],
    ...sizes.medium,
    throttle: 'credentials',
    backend: (resources) =>
      together(
        resources.table.uses('PasskeyStore.list', 'PasskeyStore.change', 'PasskeyChallenges.take'),
        resources.settings.factorKeys,
        ...changing(resources),
        ...guessing(resources),
      ),
  }),
  'renew-recovery-codes': endpoint({
    env: httpEnv['renew-recovery-codes'],
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses('FactorStore.get', 'PasskeyStore.list'),
        resources.settings.viewer,
        ...changing(resources),
      ),
  }),
  'remove-factor': endpoint({
    env: httpEnv['remove-factor'],
    ...sizes.identity,
    throttle: 'credentials',
    backend: (resources) =>
      together(
        resources.table.uses('FactorStore.get', 'PasskeyStore.list'),
        ...changing(resources),
        ...askingPassword(resources),
        ...guessing(resources),
      ),
  }),
};
