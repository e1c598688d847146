import { randomUUID } from 'node:crypto';
import { invitationLimits } from '#contracts/http/invitation-limits.ts';
import { makeClient } from '../support/client.ts';
import { repeatUntil, type Scene } from '../support/openapi/world.ts';
import { inNewScene, inScene, type Provocations } from './provocation.ts';

const { maxOpen, guesses } = invitationLimits;

/** An invitation of Ada. */
const invite = async ({ as, ada }: Scene) => {
  const { body } = await as(ada)('POST', '/invitations');
  return { code: body.code };
};

export const invitationProvocations = {
  'create-invitation': {
    invitations_closed: async (world) => {
      const client = makeClient(await world.urlOf('open', '', ['--invitations', 'operator']));
      const { token } = await client.register();
      return client.call('POST', '/invitations', { token });
    },
    too_many_invitations: inNewScene(({ as, ada }) =>
      repeatUntil(409, maxOpen + 1, () => as(ada)('POST', '/invitations')),
    ),
  },
  'revoke-invitation': {
    invitation_not_found: inScene(({ as, ada }) =>
      as(ada)('DELETE', `/invitations/${randomUUID()}`),
    ),
  },
  'accept-invitation': {
    invalid_invite: inScene(({ as, ada }) =>
      as(ada)('POST', '/invitations/accept', { code: 'none' }),
    ),
    own_invite: inNewScene(async (scene) =>
      scene.as(scene.ada)('POST', '/invitations/accept', await invite(scene)),
    ),
    blocked: inNewScene(async (scene) => {
      await scene.as(scene.ada)('PUT', `/users/${scene.bob.id}/block`);
      return scene.as(scene.bob)('POST', '/invitations/accept', await invite(scene));
    }),
    too_many_attempts: inNewScene(({ as, ada }) =>
      repeatUntil(429, guesses.limit + 1, () =>
        as(ada)('POST', '/invitations/accept', { code: 'none' }),
      ),
    ),
  },
} satisfies Partial<Provocations>;
