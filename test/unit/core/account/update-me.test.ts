import { describe, expect, test } from 'vitest';
import { checkName } from '#core/shared/check-name.ts';
import { makeGetPhoto } from '#core/usecases/account/get-photo.ts';
import { makeUpdateMe } from '#core/usecases/account/update-me.ts';
import { png } from '#test/support/files.ts';
import { overriding } from '#test/support/overriding.ts';
import { openBetween } from '#test/support/ports/actions.ts';
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

  test('changes the given fields, and emits the name to the peers and the own devices', async () => {
    const { update, caller, clock, pushed, ada, bob } = await updateOf();
    clock.advance(1_000);

    expect(await update(caller, { username: 'lovelace', email: 'ada@example.org' })).toMatchObject({
      ok: true,
      value: {
        username: 'lovelace',
        email: 'ada@example.org',
        updated_at: '2026-01-02T03:04:06.678Z',
      },
    });
    const payload = { user_id: ada.id, username: 'lovelace', display_name: null, photo: null };
    const event = { type: 'user:update', payload };
    expect(pushed).toEqual([ada, bob].map(({ id }) => ({ userId: id, event })));

    pushed.length = 0;
    await update(caller, { username: 'lovelace', about: 'At the sea' });
    expect(pushed).toEqual([]);
  });

  test('emits a photo to peers who have not written yet, and not to blocked ones', async () => {
    const { update, caller, pushed, ada, bob, cem, dan, stores } = await updateOf();
    for (const other of [cem, dan]) await openBetween(stores, ada, other);
    await stores.blocks.block(dan.id, ada.id);
    await stores.blocks.block(ada.id, bob.id);

    const answer = await update(caller, { photo: png(8, 8) });

    const photo = answer.ok ? answer.value.photo : null;
    expect(photo).toMatch(new RegExp(`^/api/users/${ada.id}/photo/[\\w-]{22}$`));
    expect(pushed.map(({ userId }) => userId).sort()).toEqual([ada.id, cem.id].sort());
    expect(pushed[0]?.event).toMatchObject({ payload: { user_id: ada.id, photo } });
    const [, , , , , hash = ''] = photo?.split('/') ?? [];
    expect(await makeGetPhoto(stores)(ada.id, hash)).toMatchObject({
      value: { mime: 'image/png' },
    });
    expect(await makeGetPhoto(stores)(bob.id, hash)).toMatchObject({ code: 'photo_not_found' });
  });

  test('refuses a photo and a display name by the field and the rule, and changes nothing', async () => {
    const { update, caller, stores, ada, pushed } = await updateOf();
    const before = await stores.users.get(ada.id);
    const broken = async (change: Parameters<typeof update>[1]) => {
      const answer = await update(caller, { about: 'new', ...change });
      return answer.ok ? [] : answer.errors;
    };

    expect(await broken({ photo: png(8, 9) })).toEqual([
      { path: 'body.photo', message: 'must be a square of at most 256 pixels a side' },
    ]);
    expect(await broken({ displayName: 'Admin' })).toEqual([
      { path: 'body.display_name', message: 'must not be a reserved name' },
    ]);
    expect(await stores.users.get(ada.id)).toEqual(before);
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
