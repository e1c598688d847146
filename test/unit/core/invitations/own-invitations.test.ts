import { describe, expect, test } from 'vitest';
import type { InvitationMode } from '#contracts/closed-lists.ts';
import { invitationLimits } from '#contracts/http/invitation-limits.ts';
import {
  makeCreateInvitation,
  makeListInvitations,
  makeRevokeInvitation,
} from '#core/usecases/invitations/own-invitations.ts';
import { aCaller, anInvite } from '#test/support/builders.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';

const setup = async (invitations: InvitationMode = 'everyone') => {
  const scene = await coreScene();
  const deps = { ...scene.deps, invitations };
  return {
    ...scene,
    deps,
    create: makeCreateInvitation(deps),
    list: makeListInvitations(deps),
    revoke: makeRevokeInvitation(deps),
  };
};

describe('the invitations of a user', () => {
  test('are valid for a week, and only the first response has the code', async () => {
    const { create, list, caller, clock, deps, ada } = await setup();
    const created = await create(caller);
    const made = created.ok ? created.value : null;

    const createdAt = clock.now();
    const expiresAt = createdAt + 7 * 86_400_000;
    const shown = {
      id: made?.id,
      created_at: new Date(createdAt).toISOString(),
      expires_at: new Date(expiresAt).toISOString(),
    };
    expect(made).toEqual({ ...shown, code: expect.stringMatching(/^[\w-]{32}$/) });
    expect(await list(caller)).toEqual({ ok: true, value: { items: [shown], may_invite: true } });
    expect(await deps.invites.find(made?.code ?? '')).toEqual({
      inviterId: ada.id,
      expiresAt,
      usedBy: null,
    });
  });

  test('are limited, and a revoked one makes room', async () => {
    const { create, list, revoke, caller } = await setup();
    for (let count = 0; count < invitationLimits.maxOpen; count++) await create(caller);

    const tooMany = await create(caller);
    const listed = await list(caller);
    const id = (listed.ok && listed.value.items[0]?.id) || '';
    const revoked = await revoke(caller, id);
    const again = await revoke(caller, id);
    const created = await create(caller);

    expect(tooMany).toMatchObject({ ok: false, code: 'too_many_invitations' });
    expect(revoked).toEqual({ ok: true, value: null });
    expect(again).toMatchObject({ ok: false, code: 'invitation_not_found' });
    expect(created.ok).toBe(true);
  });

  test('can be revoked by nobody else', async () => {
    const { revoke, caller, bob, deps } = await setup();
    const invite = anInvite({ inviterId: bob.id });
    await deps.invites.create(invite, 1);

    expect(await revoke(caller, invite.id)).toMatchObject({ code: 'invitation_not_found' });
    expect(await deps.invites.listOpen(bob.id)).toHaveLength(1);
  });

  test.each(['operator', 'nobody'] as const)('are not made where %s may invite', async (mode) => {
    const { create, list, caller, deps, ada } = await setup(mode);
    await deps.invites.create(anInvite({ inviterId: ada.id }), 1);

    expect(await create(caller)).toMatchObject({ ok: false, code: 'invitations_closed' });
    expect(await list(caller)).toEqual({ ok: true, value: { items: [], may_invite: false } });
  });

  test('are only for signed-in users', async () => {
    const { create, list, revoke } = await setup();
    const stranger = aCaller();

    for (const answer of [create(stranger), list(stranger), revoke(stranger, 'any')]) {
      expect(await answer).toMatchObject({ ok: false, code: 'unauthenticated' });
    }
  });
});
