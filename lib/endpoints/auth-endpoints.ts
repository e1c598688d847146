import { httpEnv } from '../../functions/runtime/env.ts';
import { together } from '../constructs/binding.ts';
import type { Resources } from './endpoint.ts';
import {
  counting,
  emittingPresence,
  endingSessions,
  endpoint,
  knowingSources,
  pushing,
  sizes,
  startingSessions,
  withIdentity,
} from './endpoint.ts';

const registering = (resources: Resources) =>
  together(
    resources.table.uses(
      'UserStore.claim',
      'UserStore.finish',
      'UserStore.release',
      'UserStore.get',
      'InviteStore.find',
      'ConversationStore.open',
      'AuditLog.add',
    ),
    resources.settings.registration,
    resources.settings.invitations,
    resources.settings.origins,
    ...counting(resources),
    knowingSources(resources),
    ...pushing(resources),
    ...withIdentity(
      resources,
      'IdentityProvider.create',
      'IdentityProvider.remove',
      'IdentityProvider.signIn',
    ),
  );

const signingIn = (resources: Resources) =>
  together(
    resources.table.uses(
      'UserStore.findByName',
      'UserStore.get',
      'FactorStore.get',
      'ChallengeStore.put',
    ),
    resources.settings.origins,
    ...counting(resources),
    ...startingSessions(resources),
    ...withIdentity(resources, 'IdentityProvider.checkPassword'),
  );

export const authEndpoints = {
  register: endpoint({
    env: httpEnv.register,
    ...sizes.identity,
    throttle: 'credentials',
    backend: registering,
  }),
  'register-user': endpoint({
    env: httpEnv['register-user'],
    ...sizes.identity,
    throttle: 'credentials',
    backend: registering,
  }),
  'issue-token': endpoint({
    env: httpEnv['issue-token'],
    ...sizes.identity,
    throttle: 'credentials',
    backend: signingIn,
  }),
  'login-user': endpoint({
    env: httpEnv['login-user'],
    ...sizes.identity,
    throttle: 'credentials',
    backend: signingIn,
  }),
  'refresh-token': endpoint({
    env: httpEnv['refresh-token'],
    ...sizes.identity,
    backend: (resources) =>
      together(
        resources.table.uses('UserStore.get'),
        resources.settings.viewer,
        resources.settings.origins,
        ...withIdentity(resources, 'IdentityProvider.refresh'),
        ...endingSessions(resources),
        ...emittingPresence(resources),
      ),
  }),
  logout: endpoint({
    env: httpEnv.logout,
    ...sizes.identity,
    backend: (resources) =>
      together(
        resources.table.uses('UserStore.get'),
        resources.settings.viewer,
        resources.settings.origins,
        ...withIdentity(
          resources,
          'IdentityProvider.findSession',
          'IdentityProvider.verifyAccessToken',
        ),
        ...endingSessions(resources),
        ...emittingPresence(resources),
      ),
  }),
  'change-password': endpoint({
    env: httpEnv['change-password'],
    ...sizes.identity,
    throttle: 'credentials',
    backend: (resources) =>
      together(
        resources.table.uses('UserStore.get', 'FactorStore.get', 'PasskeyStore.list'),
        ...withIdentity(
          resources,
          'IdentityProvider.checkPassword',
          'IdentityProvider.signIn',
          'IdentityProvider.setPassword',
        ),
        resources.settings.origins,
        ...counting(resources),
        ...endingSessions(resources),
      ),
  }),
  'list-sessions': endpoint({
    env: httpEnv['list-sessions'],
    ...sizes.small,
    backend: (resources) =>
      together(
        resources.table.uses('UserStore.get'),
        ...withIdentity(resources, 'IdentityProvider.listSessions'),
      ),
  }),
  'list-events': endpoint({
    env: httpEnv['list-events'],
    ...sizes.small,
    backend: ({ table }) => table.uses('UserStore.get', 'AuditLog.list'),
  }),
  'end-session': endpoint({
    env: httpEnv['end-session'],
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses('UserStore.get'),
        ...endingSessions(resources),
        ...emittingPresence(resources),
      ),
  }),
};
