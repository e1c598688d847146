import { describe, expect, test } from 'vitest';
import { makeBlockUser, makeListBlocks, makeUnblockUser } from '#core/usecases/account/blocks.ts';
import { makeGetUser } from '#core/usecases/account/get-user.ts';
import { makeSearchUsers } from '#core/usecases/account/search-users.ts';
import { openBetween, send } from '#test/support/ports/actions.ts';
import { peopleScene } from '#test/support/scenes/people-scene.ts';

const unauthenticated = { ok: false, code: 'unauthenticated' };
const noUser = { ok: false, code: 'user_not_found', detail: 'There is no such active user.' };
const done = { ok: true, value: null };

describe('blocking', () => {
  const payloads = (pushed: Awaited<ReturnType<typeof peopleScene>>['pushed']) =>
    pushed.map(({ userId, event }) => [userId, event.payload]);

  test('hides the presence of both from each other at once, and unblocking shows it again', async () => {
    const { deps, caller, ada, bob, stores, pushed, clock } = await peopleScene();
    const lease = { onlineUntil: clock.now() + 1, lastSeen: clock.now() };
    for (const { id } of [ada, bob]) await stores.users.setPresence(id, lease);
    const presence = (online: boolean, last_seen: string | null) => [
      [bob.id, { user_id: ada.id, online, last_seen }],
      [ada.id, { user_id: bob.id, online, last_seen }],
    ];

    await makeBlockUser(deps)(caller, bob.id);
    expect(payloads(pushed)).toEqual(presence(false, null));
    pushed.length = 0;
    await makeUnblockUser(deps)(caller, bob.id);
    expect(payloads(pushed)).toEqual(presence(true, new Date(clock.now()).toISOString()));
  });

  test('pushes nothing without a conversation, or if only one of the two has written', async () => {
    const { deps, caller, ada, cem, dan, stores, pushed } = await peopleScene();
    await send(stores, (await openBetween(stores, ada, dan)).id, { senderId: ada.id });

    for (const { id } of [cem, dan]) {
      await makeBlockUser(deps)(caller, id);
      await makeUnblockUser(deps)(caller, id);
    }

    expect(pushed).toEqual([]);
  });

  test('is refused for oneself', async () => {
    const { deps, caller, ada, stores, pushed } = await peopleScene();
    await send(stores, (await openBetween(stores, ada, ada)).id, { senderId: ada.id });

    expect(await makeUnblockUser(deps)(caller, ada.id)).toEqual(done);

    expect(pushed).toEqual([]);
  });

  test('is possible for existing users, including deactivated ones', async () => {
    const { deps, caller, cem, dan, eve, ada, clock } = await peopleScene();
    const block = makeBlockUser(deps);
    await deps.users.deactivate(dan.id, clock.now());

    expect(await block(caller, dan.id)).toEqual(done);
    expect(await block(caller, cem.id)).toEqual(done);
    expect(await block(caller, cem.id)).toEqual(done);
    for (const id of [ada.id, eve.id, 'nobody']) expect(await block(caller, id)).toEqual(noUser);
    expect((await deps.blocks.listBlocked(ada.id)).sort()).toEqual([cem.id, dan.id].sort());
  });

  test('is listed by name, and can be undone', async () => {
    const { deps, caller, cem, dan, bob, another } = await peopleScene();
    const [al, eli] = [await another({ username: 'al' }), await another({ username: 'eli' })];
    const names = async () => {
      const listed = await makeListBlocks(deps)(caller);
      return listed.ok && listed.value.items.map(({ username }) => username);
    };
    for (const { id } of [dan, al, bob, eli, cem]) await makeBlockUser(deps)(caller, id);

    expect(await names()).toEqual(['al', 'cem', 'dan', 'eli', bob.username]);
    expect(await makeUnblockUser(deps)(caller, dan.id)).toEqual(done);
    expect(await makeUnblockUser(deps)(caller, 'nobody')).toEqual(done);
    expect(await names()).toEqual(['al', 'cem', 'eli', bob.username]);
  });

  test('requires a valid token', async () => {
    const { deps, dead, bob, ada } = await peopleScene();
    await deps.blocks.block(ada.id, bob.id);

    expect(await makeBlockUser(deps)(dead, bob.id)).toMatchObject(unauthenticated);
    expect(await makeUnblockUser(deps)(dead, bob.id)).toMatchObject(unauthenticated);
    expect(await makeListBlocks(deps)(dead)).toMatchObject(unauthenticated);
    expect(await deps.blocks.listBlocked(ada.id)).toEqual([bob.id]);
  });
});

describe('another user', () => {
  test('shows presence to users of a shared conversation in which both have written', async () => {
    const { deps, caller, bob, cem, stores, ada, clock } = await peopleScene();
    const lease = { onlineUntil: clock.now() + 1, lastSeen: clock.now() };
    for (const { id } of [bob, cem]) await stores.users.setPresence(id, lease);
    const get = makeGetUser(deps);
    const at = '2026-01-02T03:04:05.678Z';
    const face = { display_name: null, photo: null, about: null };
    const [{ id, username }, rest] = [bob, { is_active: true, created_at: at }];
    const shown = { id, username, ...face, ...rest };

    expect(await get(caller, bob.id)).toEqual({
      ok: true,
      value: { ...shown, online: true, last_seen: at },
    });
    expect(await get(caller, cem.id)).toEqual({
      ok: true,
      value: { ...shown, id: cem.id, username: 'cem' },
    });
    await stores.blocks.block(bob.id, ada.id);
    expect(await get(caller, bob.id)).toEqual({
      ok: true,
      value: { ...shown, online: false, last_seen: null },
    });
  });

  test('is a registered user, and requires a valid token', async () => {
    const { deps, caller, dead, bob, eve } = await peopleScene();
    const get = makeGetUser(deps);

    expect(await get(caller, 'nobody')).toEqual(noUser);
    expect(await get(caller, eve.id)).toEqual(noUser);
    expect(await get(dead, bob.id)).toMatchObject(unauthenticated);
  });

  test('is found by name', async () => {
    const { deps, caller, dead, cem } = await peopleScene();
    const search = makeSearchUsers(deps);

    expect(await search(caller, { q: 'cem', page: 1, size: 5 })).toMatchObject({
      ok: true,
      value: { items: [{ id: cem.id, username: 'cem' }], total: 1, page: 1, size: 5, pages: 1 },
    });
    expect(await search(caller, { q: 'cem', page: 2, size: 5 })).toMatchObject({
      ok: true,
      value: { items: [], total: 1 },
    });
    expect(await search(dead, { q: 'cem', page: 1, size: 5 })).toMatchObject(unauthenticated);
  });
});
