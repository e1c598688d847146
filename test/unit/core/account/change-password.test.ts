import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { makeChangePassword } from '#core/usecases/account/change-password.ts';
import { aClient } from '#test/support/builders.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';

const right = 'Right-Pass-1';
const address = '198.51.100.1';
const client = aClient();

/** Ada has a password. */
const setup = async () => {
  const scene = await coreScene();
  scene.people.passwords.set(scene.ada.id, right);
  return scene;
};

describe('changing the password', () => {
  const change = async (currentPassword = right, newPassword = 'Newer-Pass-2') => {
    const scene = await setup();
    const request = { currentPassword, newPassword, address, client };
    const changed = await makeChangePassword(scene.deps)(scene.caller, request);
    return { ...scene, changed };
  };

  test('ends every session, and starts a new one', async () => {
    const { changed, people, ada, endings, turns, caller } = await change();

    expect(changed).toMatchObject({ ok: true, value: { userId: ada.id, sessionId: 'session-1' } });
    expect(people.passwords.get(ada.id)).toBe('Newer-Pass-2');
    expect(endings).toEqual([[ada.id, 'all', 'password_changed']]);
    expect(people.checked.map(({ password }) => password)).toEqual([right, 'Newer-Pass-2']);
    expect(turns).toEqual([
      { network: address, key: `current-password#${ada.id}#${caller.sessionId}` },
    ]);
  });

  test('waits until the new tokens are not older than the revocation', async () => {
    const { deps, caller, ada, clock } = await setup();
    const request = { currentPassword: right, newPassword: 'Newer-Pass-2', address, client };
    const endSessions = async () => deps.users.revokeTokens(ada.id, clock.now() + 300);

    await makeChangePassword({ ...deps, endSessions })(caller, request);

    expect(clock.slept).toEqual([300]);
    expect((await change()).clock.slept).toEqual([0]);
  });

  test('is refused with a wrong current password, which counts as a guess', async () => {
    const { changed, deps, caller, people, ada, endings } = await change('Wrong-Pass-1');

    expect(changed).toEqual({
      ok: false,
      code: 'invalid_password',
      detail: 'current_password is wrong.',
    });
    expect([people.passwords.get(ada.id), endings]).toEqual([right, []]);

    const guess = (currentPassword: string, by = caller) =>
      makeChangePassword(deps)(by, {
        currentPassword,
        newPassword: 'Newer-Pass-2',
        address,
        client,
      });
    for (let n = 1; n < limits.attempts.perNameAndAddress; n++) {
      expect(await guess('Wrong-Pass-1')).toMatchObject({ code: 'invalid_password' });
    }
    expect(await guess(right)).toMatchObject({
      ok: false,
      code: 'too_many_attempts',
      retryAfterSeconds: expect.any(Number),
    });
    // The guesses of a stolen session do not keep the owner's from it.
    expect(await guess(right, { ...caller, sessionId: 'another' })).toMatchObject({ ok: true });
  });

  test('does not count the right current password', async () => {
    const { deps, caller } = await setup();
    const again = makeChangePassword(deps);
    for (let n = 0; n < 2 * limits.attempts.perNameAndAddress; n++) {
      const passwords = { currentPassword: right, newPassword: right };
      expect(await again(caller, { ...passwords, address, client })).toMatchObject({ ok: true });
    }
  });

  test('reports that the provider refuses further attempts', async () => {
    const { deps, people, caller } = await setup();
    const identities: typeof people.identities = {
      ...people.identities,
      checkPassword: async () => 'too_many_attempts',
    };
    const request = { currentPassword: right, newPassword: 'Newer-Pass-2', address, client };

    expect(await makeChangePassword({ ...deps, identities })(caller, request)).toEqual({
      ok: false,
      code: 'too_many_attempts',
      detail: 'Too many attempts: wait a while.',
    });
  });

  test('is refused for a weak password, naming the field, before anything else', async () => {
    const { changed, people } = await change(right, 'Password1');

    const message = 'must not be one of the commonest passwords';
    expect(changed).toEqual({
      ok: false,
      code: 'validation_failed',
      detail: `body.new_password: ${message}`,
      errors: [{ path: 'body.new_password', message }],
    });
    expect(people.signedIn).toEqual([]);
  });

  test('is refused for an invalid token', async () => {
    const { deps, caller, people } = await setup();
    const request = { currentPassword: right, newPassword: 'Newer-Pass-2', address, client };

    const refused = await makeChangePassword(deps)({ ...caller, issuedAt: -1 }, request);
    expect(refused).toMatchObject({ ok: false, code: 'unauthenticated' });
    expect(people.signedIn).toEqual([]);
  });

  test('fails if the provider then refuses the new password', async () => {
    const { deps, people, caller } = await setup();
    const identities: typeof people.identities = {
      ...people.identities,
      setPassword: async () => undefined,
    };
    const request = { currentPassword: right, newPassword: 'Newer-Pass-2', address, client };

    await expect(makeChangePassword({ ...deps, identities })(caller, request)).rejects.toThrow(
      'sign-in with the new password: invalid_credentials',
    );
  });
});
