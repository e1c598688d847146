import { describe, expect, test } from 'vitest';
import { checkName } from '#core/shared/check-name.ts';
import { makeUpdateMe } from '#core/usecases/account/update-me.ts';
import { overriding } from '#test/support/overriding.ts';
import { peopleScene } from '#test/support/scenes/people-scene.ts';

const unauthenticated = { ok: false, code: 'unauthenticated' };

describe('a new name', () => {
  test('is checked unless it is the user’s current one', () => {
    const refusal = {
      ok: false,
      code: 'validation_failed',
      detail: 'body.username: must not be a reserved name',
      errors: [{ path: 'body.username', message: 'must not be a reserved name' }],
    };

    expect(checkName('admin')).toEqual(refusal);
    expect(checkName('admin', 'other')).toEqual(refusal);
    expect(checkName('admin', 'admin')).toBeNull();
    expect(checkName('ada')).toBeNull();
  });
});

describe('changing the own profile', () => {
  const updateOf = async () => {
    const scene = await peopleScene();
    return { ...scene, update: makeUpdateMe(scene.deps) };
  };

  test('changes the given fields, and emits nothing about a name', async () => {
    const { update, caller, clock, pushed } = await updateOf();
    clock.advance(1_000);

    expect(await update(caller, { username: 'lovelace', email: 'ada@example.org' })).toMatchObject({
      ok: true,
      value: {
        username: 'lovelace',
        email: 'ada@example.org',
        updated_at: '2026-01-02T03:04:06.678Z',
      },
    });
    expect(pushed).toEqual([]);
  });

  test('is refused for a reserved name, a taken name, and an invalid token', async () => {
    const { update, caller, dead } = await updateOf();

    expect(await update(caller, { username: 'admin' })).toMatchObject({
      ok: false,
      code: 'validation_failed',
    });
    expect(await update(caller, { username: 'cem' })).toEqual({
      ok: false,
      code: 'username_taken',
      detail: 'This username is taken.',
    });
    expect(await update(dead, { username: 'lovelace' })).toMatchObject(unauthenticated);
  });

  test('is refused for a user who is deactivated meanwhile', async () => {
    const { deps, caller } = await updateOf();
    const users = overriding(deps.users, { update: async () => null });

    expect(await makeUpdateMe({ ...deps, users })(caller, {})).toMatchObject(unauthenticated);
  });

  test('hides or shows presence to both users at once', async () => {
    const { update, caller, ada, bob, pushed, stores, clock } = await updateOf();
    await stores.users.setPresence(ada.id, {
      onlineUntil: clock.now() + 1,
      lastSeen: clock.now(),
    });
    const payloads = async (presence: boolean) => {
      pushed.length = 0;
      await update(caller, { privacy: { presence } });
      return pushed.map(({ userId, event }) => [userId, event.payload]);
    };
    const bobs = [ada.id, { user_id: bob.id, online: false, last_seen: null }];

    expect(await payloads(false)).toEqual([
      [bob.id, { user_id: ada.id, online: false, last_seen: null }],
      bobs,
    ]);
    expect(await payloads(false)).toEqual([]);
    expect(await payloads(true)).toEqual([
      [bob.id, { user_id: ada.id, online: true, last_seen: '2026-01-02T03:04:05.678Z' }],
      bobs,
    ]);
  });
});
