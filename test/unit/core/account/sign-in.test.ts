import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { makeSignIn } from '#core/usecases/account/sign-in.ts';
import { aClient, aRegistration, aSession } from '#test/support/builders.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';

const right = 'Right-Pass-1';
const address = '198.51.100.1';
const client = aClient();
const invalid = {
  ok: false,
  code: 'invalid_credentials',
  detail: 'Invalid username or password',
};

/** Ada has a password. */
const setup = async () => {
  const scene = await coreScene();
  scene.people.passwords.set(scene.ada.id, right);
  return scene;
};

describe('signing in', () => {
  const signInOf = async () => {
    const scene = await setup();
    const signIn = makeSignIn(scene.deps);
    const enter = (password = right, username = scene.ada.username, device?: string | null) =>
      signIn({ username, password, address, device, client });
    return { ...scene, enter };
  };

  test('with the right password returns tokens, and no cookie to a client without cookies', async () => {
    const { enter, ada, people, endings } = await signInOf();

    expect(await enter()).toMatchObject({
      ok: true,
      value: {
        user: { id: ada.id, username: ada.username },
        tokens: { userId: ada.id, sessionId: 'session-1' },
        device: null,
      },
    });
    expect(people.signedIn).toEqual([{ userId: ada.id, password: right, device: client.device }]);
    expect(endings).toEqual([]);
  });

  test('finds the name in any case, and runs one attempt at a time per name and network', async () => {
    const { enter, ada, turns } = await signInOf();

    expect(await enter(right, ada.username.toUpperCase())).toMatchObject({ ok: true });
    expect(turns).toEqual([{ network: address, key: ada.username }]);
  });

  test('returns the same for a wrong password, an unknown name, and an unreachable user', async () => {
    const { enter, bob, deps, people, clock } = await signInOf();
    const half = aRegistration({ username: 'half' });
    await deps.users.claim(half);
    people.passwords.set(bob.id, right);
    people.passwords.set(half.id, right);
    await deps.users.deactivate(bob.id, clock.now());

    expect(await enter('Wrong-Pass-1')).toEqual(invalid);
    expect(await enter(right, 'nobody')).toEqual(invalid);
    expect(await enter(right, bob.username)).toEqual(invalid);
    expect(await enter(right, 'half')).toEqual(invalid);
    expect(people.checked.map(({ userId }) => userId)).toEqual([
      expect.any(String),
      null,
      null,
      null,
    ]);
  });

  test('is for users only, whatever the provider returns', async () => {
    const { deps, people } = await signInOf();
    const tokens = {
      userId: 'nobody',
      sessionId: 'session',
      accessToken: 'access',
      refreshToken: 'refresh',
      expiresIn: 1,
    };
    const identities: typeof people.identities = {
      ...people.identities,
      checkPassword: async () => ({ checked: 'anything' }),
      startSession: async () => tokens,
    };

    const credentials = { username: 'nobody', password: right, address, client };
    expect(await makeSignIn({ ...deps, identities })(credentials)).toEqual(invalid);
  });

  test('waits until new tokens count as issued after a revocation', async () => {
    const { enter, ada, deps, clock } = await signInOf();
    await deps.users.revokeTokens(ada.id, clock.now() + 700);

    await enter();
    await enter();

    expect(clock.slept).toEqual([700]);
  });

  test('reports that the provider refuses further attempts, and allows no more guesses', async () => {
    const { ada, deps, people } = await signInOf();
    const identities: typeof people.identities = {
      ...people.identities,
      checkPassword: async () => 'too_many_attempts',
    };

    const credentials = { username: ada.username, password: right, address, client };
    expect(await makeSignIn({ ...deps, identities })(credentials)).toEqual({
      ok: false,
      code: 'too_many_attempts',
      detail: 'Too many attempts: wait a while.',
    });
  });

  test('ends the least recently seen sessions above the limit', async () => {
    const { enter, ada, people, endings, clock } = await signInOf();
    const { perUser } = limits.session;
    const sessions = Array.from({ length: perUser + 1 }, (_, index) =>
      aSession({ id: `old ${index}`, lastSeenAt: clock.now() - 1_000 + index }),
    );
    people.sessions.set(ada.id, sessions);

    await enter();

    expect(endings).toEqual([[ada.id, ['old 1', 'old 0'], 'too_many_sessions']]);
  });

  test('sets a device cookie in a browser, and does not replace it', async () => {
    const { enter, ada, deps, clock } = await signInOf();

    const first = await enter(right, ada.username, null);
    const device = first.ok ? first.value.device : null;
    expect(device).toEqual(expect.any(String));
    expect(await enter(right, ada.username, device)).toMatchObject({ value: { device } });
    expect(await enter(right, ada.username, 'planted')).not.toMatchObject({
      value: { device: 'planted' },
    });

    const known = () => deps.sources.has(ada.id, `device#${device}`);
    const network = () => deps.sources.has(ada.id, `network#${address}`);
    expect([await known(), await network()]).toEqual([true, true]);
    clock.advance(30 * 86_400_000);
    expect([await known(), await network()]).toEqual([true, false]);
    clock.advance(335 * 86_400_000);
    expect(await known()).toBe(false);
  });
});
