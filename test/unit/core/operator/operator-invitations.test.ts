import { describe, expect, test } from 'vitest';
import {
  makeInviteAsOperator,
  makeRevokeAsOperator,
} from '#core/usecases/operator/operator-invitations.ts';
import { makeGetOverview } from '#core/usecases/operator/overview.ts';
import { aClient } from '#test/support/builders.ts';
import { operatorScene as setup } from '#test/support/scenes/operator-scene.ts';

describe('an operator', () => {
  test('invites, sees open invitations without codes, and revokes', async () => {
    const { deps, ann, asAnn, logOf } = await setup();

    const made = await makeInviteAsOperator(deps)(asAnn, aClient());
    const overview = await makeGetOverview(deps)(asAnn);
    if (!made.ok || !overview.ok) throw new Error('refused');
    const { code, ...listed } = made.value;
    const revoked = await makeRevokeAsOperator(deps)(asAnn, listed.id, aClient());
    const again = await makeRevokeAsOperator(deps)(asAnn, listed.id, aClient());

    expect(overview.value).toEqual({
      version: overview.value.version,
      people: { total: 3 },
      health: { data: 'ok', uploads: 'paused' },
      registration: 'invite',
      invitations: 'everyone',
      open_invitations: [listed],
    });
    expect(await deps.invites.find(code)).toBeNull();
    expect([revoked, again]).toMatchObject([{ ok: true }, { code: 'invitation_not_found' }]);
    expect((await logOf(ann.id)).map(({ action }) => action).sort()).toEqual([
      'invite',
      'revoke_invitation',
    ]);
  });

  test('cannot invite where no invitation is accepted', async () => {
    const { deps, asAnn } = await setup();
    const closed = { ...deps, invitations: 'nobody' as const };
    expect(await makeInviteAsOperator(closed)(asAnn, aClient())).toMatchObject({
      code: 'invitations_closed',
    });
  });
});
