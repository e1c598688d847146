import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { overriding } from '#test/support/overriding.ts';
import {
  address,
  password,
  registering,
  registerScene as setup,
} from '#test/support/scenes/register-scene.ts';

describe('a registration', () => {
  test('creates a signed-in user', async () => {
    const { register, deps, people, clock, turns } = await setup();

    const made = await register({ email: 'ann@example.org' });

    const user = await deps.users.findByName('ann');
    const at = '2026-01-02T03:04:05.678Z';
    expect(made).toEqual({
      ok: true,
      value: {
        user: {
          id: user?.id,
          username: 'ann',
          display_name: null,
          about: null,
          photo: null,
          email: 'ann@example.org',
          is_active: true,
          created_at: at,
          updated_at: at,
          privacy: { presence: true, read_receipts: true },
        },
        tokens: {
          userId: user?.id,
          sessionId: 'session-1',
          accessToken: 'access-1',
          refreshToken: 'refresh-1',
          expiresIn: 1_800,
        },
        device: null,
        conversationId: null,
      },
    });
    expect(user).toMatchObject({
      email: 'ann@example.org',
      isActive: true,
      isFinished: true,
      validAfter: 0,
      endedSessions: [],
      onlineUntil: 0,
      lastSeen: null,
      createdAt: clock.now(),
      updatedAt: clock.now(),
    });
    expect(people.passwords.get(user?.id ?? '')).toBe(password);
    expect(turns).toEqual([
      { network: address, key: expect.stringMatching(/^register#[0-9a-f-]{36}$/) },
    ]);
  });

  test('claims the name for a user without ended sessions', async () => {
    const { deps, wanted } = await setup();
    const claimed: unknown[] = [];
    const users = overriding(deps.users, {
      claim: (user) => {
        claimed.push(user);
        return deps.users.claim(user);
      },
    });

    await registering({ ...deps, users }, 'open')(wanted);

    expect(claimed).toMatchObject([{ username: 'ann', isFinished: false, endedSessions: [] }]);
  });

  test('works without an e-mail address, and sets a cookie for a browser', async () => {
    const { register, deps } = await setup();

    const made = await register({ device: null });

    expect(made.ok && made.value.device).toEqual(expect.any(String));
    expect(made.ok && made.value.user).not.toHaveProperty('email');
    expect(await deps.users.findByName('ann')).toMatchObject({ email: null });
  });

  test('is refused for a taken name, and does not count for the day', async () => {
    const { register, ada, counted } = await setup();

    expect(await register({ username: ada.username })).toEqual({
      ok: false,
      code: 'username_taken',
      detail: 'This username is taken.',
    });
    expect(counted()).toEqual([
      [`register#${address}`, 1],
      ['registrations', 0],
    ]);
  });

  test('is refused for an invalid name or password before anything is counted', async () => {
    const { register, counted } = await setup();
    const refusal = (path: string, message: string) => ({
      ok: false,
      code: 'validation_failed',
      detail: `${path}: ${message}`,
      errors: [{ path, message }],
    });

    const weak = await register({ password: 'Ann-1843' });
    expect(weak).toEqual(refusal('body.password', 'must not be the name'));
    const reserved = await register({ username: 'admin' });
    expect(reserved).toMatchObject({
      ok: false,
      code: 'validation_failed',
      errors: [{ path: 'body.username', message: expect.any(String) }],
    });
    expect(counted()).toEqual([]);
  });

  test('counts for its network and for the day', async () => {
    const { register, counted } = await setup();

    await register();

    expect(counted()).toEqual([
      [`register#${address}`, 1],
      ['registrations', 1],
    ]);
  });

  test('is refused with a wait above the limit of its network', async () => {
    const { register, deps, clock, people } = await setup();
    const { perAddress, windowSeconds } = limits.registrations;
    const rule = { key: `register#${address}`, limit: perAddress, windowSeconds, at: clock.now() };
    for (let n = 0; n < perAddress; n++) await deps.counters.take(rule);

    expect(await register()).toEqual({
      ok: false,
      code: 'too_many_attempts',
      detail: 'Too many attempts: wait a while.',
      retryAfterSeconds: expect.any(Number),
    });
    expect(people.passwords.size).toBe(0);
  });

  test.each([
    ['making the identity', { create: 'busy' }],
    ['finishing', { finish: 'busy' }],
  ])('leaves nothing behind if it fails while %s', async (_what, failing) => {
    const { deps, wanted, people, counted } = await setup();
    const fail = async () => {
      throw new Error('busy');
    };
    const identities = 'create' in failing ? { ...people.identities, create: fail } : undefined;
    const users = overriding(deps.users, 'finish' in failing ? { finish: fail } : {});

    const register = registering({ ...deps, users, ...(identities && { identities }) }, 'open');
    await expect(register(wanted)).rejects.toThrow('busy');

    expect(people.passwords.size).toBe(0);
    expect(await deps.users.findByName('ann')).toBeNull();
    expect(counted()).toContainEqual(['registrations', 0]);
  });

  test('fails if its sign-in fails', async () => {
    const { deps, wanted, people } = await setup();
    const identities: typeof people.identities = {
      ...people.identities,
      signIn: async () => 'invalid_credentials',
    };

    const register = registering({ ...deps, identities }, 'open');
    await expect(register(wanted)).rejects.toThrow(
      'sign-in after registration: invalid_credentials',
    );
  });
});
