import { describe, expect, test } from 'vitest';
import { makeRegister } from '#core/usecases/account/register.ts';
import { anInvite } from '#test/support/builders.ts';
import { address, registerScene as setup } from '#test/support/scenes/register-scene.ts';

describe('registration that is closed', () => {
  test('refuses all users', async () => {
    const { register, deps, counted } = await setup('closed');
    const invite = anInvite();
    await deps.invites.put(invite);

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
    await deps.invites.put(invite);

    expect(await register()).toEqual(badInvite);
    expect(await register({ invite: 'unknown' })).toEqual(badInvite);
    expect(await register({ invite: invite.code })).toMatchObject({ ok: true });
    expect(await register({ username: 'ben', invite: invite.code })).toEqual(badInvite);
    expect(counted()).toEqual([[`register#${address}`, 4]]);
  });

  test('keeps the code valid if it is refused or fails', async () => {
    const { register, deps, wanted, ada, people } = await setup('invite');
    const invite = anInvite();
    await deps.invites.put(invite);

    const taken = await register({ username: ada.username, invite: invite.code });
    expect(taken).toMatchObject({ ok: false, code: 'username_taken' });
    const create = async () => {
      throw new Error('busy');
    };
    const failing = makeRegister({
      ...deps,
      identities: { ...people.identities, create },
      mode: 'invite',
    });
    await expect(failing({ ...wanted, invite: invite.code })).rejects.toThrow('busy');

    expect(await deps.invites.take(invite.code)).toEqual(invite);
  });
});
