import { describe, expect, test } from 'vitest';
import type { InvitationMode } from '#contracts/closed-lists.ts';
import { invitationLimits } from '#contracts/http/invitation-limits.ts';
import { makeAcceptInvitation } from '#core/usecases/invitations/accept-invitation.ts';
import { aCaller, anInvite } from '#test/support/builders.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';

const badInvite = { ok: false, code: 'invalid_invite', detail: 'This invitation is not valid.' };

/** Cem invites; Ada and Bob know each other, but not Cem. */
const setup = async (invitations: InvitationMode = 'everyone') => {
  const scene = await coreScene();
  const cem = await scene.another();
  const invite = anInvite({ inviterId: cem.id });
  await scene.deps.invites.create(invite, 1);
  const deps = { ...scene.deps, invitations };
  return {
    ...scene,
    deps,
    cem,
    invite,
    accept: makeAcceptInvitation(deps),
    usedBy: async () => (await deps.invites.find(invite.code))?.usedBy,
    counted: () => scene.db.all('SELECT count FROM counters').map(({ count }) => count),
  };
};

describe('accepting an invitation', () => {
  test('opens the conversation with the inviter, for one user, who may repeat it', async () => {
    const { accept, caller, ada, bob, cem, invite, emitted, usedBy, counted } = await setup();

    const accepted = await accept(caller, invite.code);
    const again = await accept(caller, invite.code);
    const late = await accept(aCaller({ userId: bob.id }), invite.code);

    const id = (accepted.ok && accepted.value.conversation?.id) || '';
    expect(accepted).toMatchObject({ ok: true, value: { conversation: { peer: { id: cem.id } } } });
    expect(again).toMatchObject({ ok: true, value: { conversation: { id } } });
    expect(late).toEqual(badInvite);
    expect(emitted()).toEqual([
      [ada.id, 'conversation:new'],
      [cem.id, 'conversation:new'],
    ]);
    expect(await usedBy()).toBe(ada.id);
    expect(counted()).toEqual([0, 1]);
  });

  test('continues after a failure between the use and the conversation', async () => {
    const { deps, caller, cem, invite, accept, usedBy, ada } = await setup();
    const failing = makeAcceptInvitation({
      ...deps,
      conversations: Object.assign(Object.create(deps.conversations), {
        findByPair: deps.conversations.findByPair.bind(deps.conversations),
        open: async () => {
          throw new Error('busy');
        },
      }),
    });

    await expect(failing(caller, invite.code)).rejects.toThrow('busy');
    expect(await usedBy()).toBe(ada.id);

    expect(await accept(caller, invite.code)).toMatchObject({
      value: { conversation: { peer: { id: cem.id } } },
    });
  });

  test('does not use it up if the two have a conversation already', async () => {
    const { deps, accept, caller, bob, conversation } = await setup();
    const invite = anInvite({ inviterId: bob.id });
    await deps.invites.create(invite, 1);

    expect(await accept(caller, invite.code)).toMatchObject({
      ok: true,
      value: { conversation: { id: conversation.id } },
    });
    expect((await deps.invites.find(invite.code))?.usedBy).toBeNull();
  });

  test('refuses the inviter', async () => {
    const { accept, cem, invite, usedBy } = await setup();

    expect(await accept(aCaller({ userId: cem.id }), invite.code)).toMatchObject({
      ok: false,
      code: 'own_invite',
    });
    expect(await usedBy()).toBeNull();
  });

  test.each(['cem', 'ada'] as const)(
    'is refused alike if %s has blocked the other',
    async (who) => {
      const { deps, accept, caller, ada, cem, invite, usedBy } = await setup();
      const [by, other] = who === 'cem' ? [cem, ada] : [ada, cem];
      await deps.blocks.block(by.id, other.id);

      expect(await accept(caller, invite.code)).toEqual({
        ok: false,
        code: 'blocked',
        detail: 'You and this user cannot exchange messages.',
      });
      expect(await usedBy()).toBeNull();
    },
  );

  test('answers alike for every code that is not valid, and limits how many are tried', async () => {
    const { deps, accept, caller, cem, invite, clock } = await setup();
    const revoked = anInvite({ inviterId: cem.id });
    await deps.invites.create(revoked, 2);
    await deps.invites.revoke(cem.id, revoked.id);
    await deps.users.deactivate(cem.id, clock.now());

    for (const code of ['unknown', revoked.code, invite.code]) {
      expect(await accept(caller, code)).toEqual(badInvite);
    }
    const { limit } = invitationLimits.guesses;
    for (let count = 3; count < limit; count++) await accept(caller, 'unknown');
    expect(await accept(caller, 'unknown')).toMatchObject({ code: 'too_many_attempts' });
  });

  test.each(['operator', 'nobody'] as const)(
    'is refused where %s may invite, also for an earlier invitation',
    async (mode) => {
      const { accept, caller, invite } = await setup(mode);

      expect(await accept(caller, invite.code)).toEqual(badInvite);
    },
  );

  test('leaves an invitation of the operator for a registration', async () => {
    const { deps, accept, caller } = await setup('operator');
    const invite = anInvite();
    await deps.invites.create(invite, 0);

    expect(await accept(caller, invite.code)).toEqual({ ok: true, value: { conversation: null } });
    expect((await deps.invites.find(invite.code))?.usedBy).toBeNull();
  });

  test('needs a signed-in user, and counts nothing for others', async () => {
    const { accept, invite, counted } = await setup();

    expect(await accept(aCaller(), invite.code)).toMatchObject({ code: 'unauthenticated' });
    expect(counted()).toEqual([]);
  });
});
