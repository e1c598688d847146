import { env as changePasswordEnv } from '../../functions/http/change-password/env.ts';
import { env as endSessionEnv } from '../../functions/http/end-session/env.ts';
import { env as issueTokenEnv } from '../../functions/http/issue-token/env.ts';
import { env as listEventsEnv } from '../../functions/http/list-events/env.ts';
import { env as listSessionsEnv } from '../../functions/http/list-sessions/env.ts';
import { env as loginUserEnv } from '../../functions/http/login-user/env.ts';
import { env as logoutEnv } from '../../functions/http/logout/env.ts';
import { env as refreshTokenEnv } from '../../functions/http/refresh-token/env.ts';
import { env as registerEnv } from '../../functions/http/register/env.ts';
import { env as registerUserEnv } from '../../functions/http/register-user/env.ts';
import { together } from '../constructs/binding.ts';
import type { Resources } from './endpoint.ts';
import {
  counting,
  endingSessions,
  endpoint,
  knowingSources,
  sizes,
  tellingPresence,
  withIdentity,
} from './endpoint.ts';

const registering = (resources: Resources) =>
  together(
    resources.table.uses(
      'UserStore.claim',
      'UserStore.finish',
      'UserStore.release',
      'InviteStore.put',
      'InviteStore.take',
      'AuditLog.add',
    ),
    resources.settings.registration,
    resources.settings.origins,
    ...counting(resources),
    knowingSources(resources),
    ...withIdentity(
      resources,
      'IdentityProvider.create',
      'IdentityProvider.remove',
      'IdentityProvider.signIn',
    ),
  );

const signingIn = (resources: Resources) =>
  together(
    resources.table.uses('UserStore.findByName', 'UserStore.get'),
    resources.settings.origins,
    ...counting(resources),
    ...endingSessions(resources),
    knowingSources(resources),
    ...withIdentity(resources, 'IdentityProvider.signIn', 'IdentityProvider.refresh'),
  );

export const authEndpoints = {
  register: endpoint({
    env: registerEnv,
    ...sizes.identity,
    throttle: 'credentials',
    backend: registering,
  }),
  'register-user': endpoint({
    env: registerUserEnv,
    ...sizes.identity,
    throttle: 'credentials',
    backend: registering,
  }),
  'issue-token': endpoint({
    env: issueTokenEnv,
    ...sizes.identity,
    throttle: 'credentials',
    backend: signingIn,
  }),
  'login-user': endpoint({
    env: loginUserEnv,
    ...sizes.identity,
    throttle: 'credentials',
    backend: signingIn,
  }),
  'refresh-token': endpoint({
    env: refreshTokenEnv,
    ...sizes.identity,
    backend: (resources) =>
      together(
        resources.table.uses('UserStore.get'),
        resources.settings.viewer,
        resources.settings.origins,
        ...withIdentity(resources, 'IdentityProvider.refresh'),
        ...endingSessions(resources),
        ...tellingPresence(resources),
      ),
  }),
  logout: endpoint({
    env: logoutEnv,
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
        ...tellingPresence(resources),
      ),
  }),
  'change-password': endpoint({
    env: changePasswordEnv,
    ...sizes.identity,
    throttle: 'credentials',
    backend: (resources) =>
      together(
        resources.table.uses('UserStore.get'),
        ...withIdentity(resources, 'IdentityProvider.signIn', 'IdentityProvider.setPassword'),
        resources.settings.origins,
        ...counting(resources),
        ...endingSessions(resources),
      ),
  }),
  'list-sessions': endpoint({
    env: listSessionsEnv,
    ...sizes.small,
    backend: (resources) =>
      together(
        resources.table.uses('UserStore.get'),
        ...withIdentity(resources, 'IdentityProvider.listSessions'),
      ),
  }),
  'list-events': endpoint({
    env: listEventsEnv,
    ...sizes.small,
    backend: ({ table }) => table.uses('UserStore.get', 'AuditLog.list'),
  }),
  'end-session': endpoint({
    env: endSessionEnv,
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses('UserStore.get'),
        ...endingSessions(resources),
        ...tellingPresence(resources),
      ),
  }),
};
