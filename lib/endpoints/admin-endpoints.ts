import { httpEnv } from '../../functions/runtime/env.ts';
import { together } from '../constructs/binding.ts';
import {
  counting,
  emittingPresence,
  endingSessions,
  endpoint,
  type Resources,
  sizes,
  withIdentity,
} from './endpoint.ts';

const readingPeople = (resources: Resources) =>
  [
    resources.table.uses(
      'UserStore.get',
      'AttachmentStore.usedBytes',
      'FactorStore.get',
      'PasskeyStore.list',
    ),
    ...withIdentity(resources, 'IdentityProvider.listSessions'),
  ] as const;

/** For operators only: the use cases check the flag of the caller's profile. */
export const adminEndpoints = {
  'get-overview': endpoint({
    env: httpEnv['get-overview'],
    ...sizes.small,
    backend: (resources) =>
      together(
        resources.settings.registration,
        resources.settings.invitations,
        resources.table.uses('UserStore.get', 'InviteStore.listOpen'),
        ...withIdentity(resources, 'Directory.figures'),
      ),
  }),
  'list-people': endpoint({
    env: httpEnv['list-people'],
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses('UserStore.getMany', 'UserStore.findByName', 'UserStore.search'),
        ...readingPeople(resources),
        ...withIdentity(resources, 'Directory.page'),
      ),
  }),
  'get-person': endpoint({
    env: httpEnv['get-person'],
    ...sizes.small,
    backend: (resources) => together(...readingPeople(resources)),
  }),
  'operate-account': endpoint({
    env: httpEnv['operate-account'],
    ...sizes.identity,
    throttle: 'credentials',
    backend: (resources) =>
      together(
        resources.table.uses('UserStore.deactivate', 'UserStore.activate', 'AuditLog.clear'),
        ...readingPeople(resources),
        ...withIdentity(
          resources,
          'IdentityProvider.checkPassword',
          'IdentityProvider.setPassword',
          'IdentityProvider.deactivate',
          'IdentityProvider.activate',
        ),
        ...counting(resources),
        ...endingSessions(resources),
        ...emittingPresence(resources),
      ),
  }),
  'invite-as-operator': endpoint({
    env: httpEnv['invite-as-operator'],
    ...sizes.small,
    backend: ({ table, settings }) =>
      together(
        settings.invitations,
        settings.viewer,
        table.uses('UserStore.get', 'InviteStore.create', 'AuditLog.add'),
      ),
  }),
  'revoke-as-operator': endpoint({
    env: httpEnv['revoke-as-operator'],
    ...sizes.small,
    backend: ({ table, settings }) =>
      together(settings.viewer, table.uses('UserStore.get', 'InviteStore.revoke', 'AuditLog.add')),
  }),
};
