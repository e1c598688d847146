import { env as issueTokenEnv } from '../../functions/http/issue-token/env.ts';
import { env as loginUserEnv } from '../../functions/http/login-user/env.ts';
import { env as logoutEnv } from '../../functions/http/logout/env.ts';
import { env as refreshTokenEnv } from '../../functions/http/refresh-token/env.ts';
import { env as registerEnv } from '../../functions/http/register/env.ts';
import { env as registerUserEnv } from '../../functions/http/register-user/env.ts';
import { together } from '../constructs/binding.ts';
import type { Resources } from './endpoint.ts';
import { endpoint, sizes } from './endpoint.ts';

const registering = ({ table, identity }: Resources) =>
  together(
    table.uses('UserStore.claim', 'UserStore.finish', 'UserStore.release'),
    identity.uses('IdentityProvider.create', 'IdentityProvider.remove', 'IdentityProvider.signIn'),
  );

const signingIn = ({ table, identity }: Resources) =>
  together(table.uses('UserStore.findByName'), identity.uses('IdentityProvider.signIn'));

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
    backend: ({ table, identity }) =>
      together(table.uses('UserStore.get'), identity.uses('IdentityProvider.refresh')),
  }),
  logout: endpoint({
    env: logoutEnv,
    ...sizes.identity,
    backend: ({ table, identity, sockets }) =>
      together(
        table.uses(
          'UserStore.get',
          'UserStore.revokeTokens',
          'ConnectionRegistry.listByUsers',
          'ConnectionRegistry.remove',
        ),
        identity.uses(
          'IdentityProvider.revoke',
          'IdentityProvider.revokeAll',
          'IdentityProvider.verifyAccessToken',
        ),
        sockets.uses('Broadcaster.post', 'Broadcaster.disconnect'),
      ),
  }),
};
