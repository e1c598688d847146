import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { makeAcceptInvitation } from '#core/usecases/invitations/accept-invitation.ts';
import { aCaller, anInvite } from '#test/support/builders.ts';
import { overriding } from '#test/support/overriding.ts';
import {
  address,
  registering,
  registerScene as setup,
} from '#test/support/scenes/register-scene.ts';

describe('registration that is closed', () => {
  test('refuses all users', async () => {
    const { register, deps, counted } = await setup('closed');
    const invite = anInvite();
    await deps.invites.create(invite, 0);

    expect(await register({ invite: invite.code })).toEqual({
      ok: false,
      code: 'registration_closed',
      detail: 'Registration is closed.',
    });
    expect(counted()).toEqual([]);
  });
});

describe('registration by invitation', () => {
  const badInvite = {
    ok: false,
    code: 'invalid_invite',
    detail: 'This invitation is not valid.',
  };

  test('requires a code, and spends it', async () => {
    const { register, deps, counted } = await setup('invite');
    const invite = anInvite();
    await deps.invites.create(invite, 0);

    expect(await register()).toEqual(badInvite);
    expect(await register({ invite: 'unknown' })).toEqual(badInvite);
    expect(await register({ invite: invite.code })).toMatchObject({ ok: true });
    expect(await register({ username: 'ben', invite: invite.code })).toEqual(badInvite);
    expect(counted()).toEqual([[`register#${address}`, 4]]);
  });

  test('keeps the code valid if it is refused or fails', async () => {
    const { register, deps, wanted, ada, people } = await setup('invite');
    const invite = anInvite();
    await deps.invites.create(invite, 0);

    const taken = await register({ username: ada.username, invite: invite.code });
    expect(taken).toMatchObject({ ok: false, code: 'username_taken' });
    const create = async () => {
      throw new Error('busy');
    };
    const failing = registering(
      { ...deps, identities: { ...people.identities, create } },
      'invite',
    );
    await expect(failing({ ...wanted, invite: invite.code })).rejects.toThrow('busy');

    expect((await deps.invites.find(invite.code))?.usedBy).toBeNull();
    expect(await register({ invite: invite.code })).toMatchObject({ ok: true });
  });
});

describe('a registration with the invitation of a user', () => {
  const invited = async (mode: 'open' | 'invite' = 'invite') => {
    const scene = await setup(mode);
    const invite = anInvite({ inviterId: scene.ada.id });
    await scene.deps.invites.create(invite, 1);
    return { ...scene, invite, registerInvited: () => scene.register({ invite: invite.code }) };
  };

  test.each(['open', 'invite'] as const)(
    'opens the conversation with the inviter, where registration is %s',
    async (mode) => {
      const { registerInvited, deps, ada, emitted, invite } = await invited(mode);

      const made = await registerInvited();

      const id = made.ok ? made.value.user.id : '';
      expect(made).toMatchObject({
        ok: true,
        value: { conversationId: await deps.conversations.findByPair(id, ada.id) },
      });
      expect(emitted()).toEqual([
        [id, 'conversation:new'],
        [ada.id, 'conversation:new'],
      ]);
      expect((await deps.invites.find(invite.code))?.usedBy).toBe(id);
    },
  );

  test('makes one account of two registrations at once', async () => {
    const { register, invite } = await invited();

    const made = await Promise.all(
      ['ann', 'ben'].map((username) => register({ username, invite: invite.code })),
    );

    expect(made.filter(({ ok }) => ok)).toHaveLength(1);
    expect(made.find(({ ok }) => !ok)).toMatchObject({ code: 'invalid_invite' });
  });

  test('where registration is open, needs no valid one', async () => {
    const { register, registerInvited, deps, bob, invite, emitted } = await invited('open');
    await deps.invites.use(invite.code, bob.id);

    expect(await registerInvited()).toMatchObject({ ok: true, value: { conversationId: null } });
    expect(await register({ username: 'ben', invite: 'unknown' })).toMatchObject({ ok: true });
    expect(emitted()).toEqual([]);
  });

  test('is refused if the inviter is deactivated', async () => {
    const { registerInvited, deps, ada, clock } = await invited();
    await deps.users.deactivate(ada.id, clock.now());

    expect(await registerInvited()).toMatchObject({ ok: false, code: 'invalid_invite' });
  });

  test.each(['operator', 'nobody'] as const)('is refused where %s may invite', async (mode) => {
    const { deps, wanted, invite } = await invited();
    const register = registering({ ...deps, invitations: mode }, 'invite');

    expect(await register({ ...wanted, invite: invite.code })).toMatchObject({
      code: 'invalid_invite',
    });
  });

  test('succeeds without the conversation if only that fails', async () => {
    const { deps, wanted, invite } = await invited();
    const conversations = overriding(deps.conversations, {
      open: async () => {
        throw new Error('busy');
      },
    });
    const register = registering({ ...deps, conversations }, 'invite');

    expect(await register({ ...wanted, invite: invite.code })).toMatchObject({
      ok: true,
      value: { conversationId: null },
    });
  });

  /** Where the process ends, the rollback does not run: `release` stands for it. */
  test.each([
    ['before the identity is made', 'create', 'abandoned'],
    ['after the identity, before the profile is finished', 'finish', 'abandoned'],
    ['before the first sign-in', 'signIn', 'account'],
  ] as const)('that ends %s leaves no used-up invitation', async (_when, step, left) => {
    const { deps, wanted, invite, people, clock, register, ada } = await invited();
    const end = async () => {
      throw new Error('the process ended');
    };
    const users = overriding(deps.users, {
      release: async () => undefined,
      ...(step === 'finish' && { finish: end }),
    });
    const identities = overriding(people.identities, {
      remove: async () => undefined,
      ...(step !== 'finish' && { [step]: end }),
    });
    const ending = registering({ ...deps, users, identities }, 'invite');

    await expect(ending({ ...wanted, invite: invite.code })).rejects.toThrow('ended');
    const early = await register({ username: 'ben', invite: invite.code });
    clock.advance(limits.unfinishedClaimSeconds * 1_000);
    const late = await register({ username: 'ben', invite: invite.code });

    expect(early).toMatchObject({ code: 'invalid_invite' });
    if (left === 'abandoned') {
      expect(late).toMatchObject({ ok: true });
      return;
    }
    // The account exists: it accepts the invitation after its first sign-in.
    const ann = await deps.users.findByName('ann');
    const accept = makeAcceptInvitation(deps);
    const accepted = await accept(aCaller({ userId: ann?.id ?? '' }), invite.code);
    expect(late).toMatchObject({ code: 'invalid_invite' });
    expect(accepted).toMatchObject({ value: { conversation: { peer: { id: ada.id } } } });
  });
});
