import { randomUUID } from 'node:crypto';
import { limits } from '#contracts/limits.ts';
import type { RouteName } from '#contracts/routes.ts';
import { makeClient, password } from '../support/client.ts';
import { repeatUntil } from '../support/openapi/world.ts';
import { makeOperator } from '../support/scenes/make-operator.ts';
import { turnOn } from './factor.provocations.ts';
import { inScene, type Provocation, type Provocations } from './provocation.ts';

/** Ada of this scene is an operator. */
const inOffice =
  (act: Parameters<typeof inScene>[0]): Provocation =>
  async (world) =>
    act(await world.operatorScene());

const stranger = (method: string, path: string, json?: object) => ({
  not_operator: inScene(({ as, bob }) => as(bob)(method, `/admin${path}`, json)),
});

const wrong = { action: 'deactivate', current_password: 'Wrong-Pass-1' };
const actionsOf = (id: string): string => `/people/${id}/actions`;

export const adminProvocations = {
  'get-overview': stranger('GET', '/overview'),
  'list-people': stranger('GET', '/people'),
  'get-person': {
    ...stranger('GET', `/people/${randomUUID()}`),
    user_not_found: inOffice(({ as, ada }) => as(ada)('GET', `/admin/people/${randomUUID()}`)),
  },
  'operate-account': {
    ...stranger('POST', actionsOf(randomUUID()), wrong),
    user_not_found: inOffice(({ as, ada }) =>
      as(ada)('POST', `/admin${actionsOf(randomUUID())}`, wrong),
    ),
    code_required: async (world) => {
      const scene = await world.newOperatorScene();
      await turnOn(scene);
      return scene.as(scene.ada)('POST', `/admin${actionsOf(scene.bob.id)}`, wrong);
    },
    invalid_password: inOffice(({ as, ada, bob }) =>
      as(ada)('POST', `/admin${actionsOf(bob.id)}`, wrong),
    ),
    session_not_found: inOffice(({ as, ada, bob }) =>
      as(ada)('POST', `/admin${actionsOf(bob.id)}`, {
        action: 'end_sessions',
        session_id: randomUUID(),
      }),
    ),
    operator_account: inOffice(({ as, ada }) =>
      as(ada)('POST', `/admin${actionsOf(ada.id)}`, {
        action: 'reset_password',
        current_password: password,
      }),
    ),
    too_many_attempts: async (world) => {
      const { as, ada, bob } = await world.operatorScene();
      return repeatUntil(429, limits.attempts.perNameAndAddress + 1, () =>
        as(ada)('POST', `/admin${actionsOf(bob.id)}`, wrong),
      );
    },
  },
  'invite-as-operator': {
    ...stranger('POST', '/invitations'),
    invitations_closed: async (world) => {
      const options = ['--invitations', 'nobody'];
      const client = makeClient(await world.urlOf('open', 'no invitations', options));
      const user = await client.register();
      const data = await world.dataOf('open', 'no invitations', options);
      await makeOperator(user.username, ['--data', data]);
      return client.call('POST', '/admin/invitations', { token: user.token });
    },
  },
  'revoke-as-operator': {
    ...stranger('DELETE', `/invitations/${randomUUID()}`),
    invitation_not_found: inOffice(({ as, ada }) =>
      as(ada)('DELETE', `/admin/invitations/${randomUUID()}`),
    ),
  },
} satisfies { [N in RouteName]?: Provocations[N] };
