import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { makeBarrier, typesAbout } from '../support/barrier.ts';
import { makeClient, type TestUser } from '../support/client.ts';
import { openHome } from '../support/home.ts';
import { openSocket } from '../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);

const set = (user: TestUser, conversationId: string, json: object) =>
  client.call('PATCH', `/conversations/${conversationId}/me`, { token: user.token, json });
const get = async (user: TestUser, conversationId: string) =>
  (await client.call('GET', `/conversations/${conversationId}`, { token: user.token })).body;
const list = async (user: TestUser, query = '') =>
  (await client.call('GET', `/conversations${query}`, { token: user.token })).body;
const idsOf = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);
const connect = (user: TestUser) => openSocket(`${home.socketUrl}?token=${user.token}`);

const untouched = {
  ver: 0,
  muted_until: null,
  is_pinned: false,
  is_archived: false,
  archived_seq: null,
  is_marked_unread: false,
  marked_unread_seq: null,
  cleared_seq: 0,
  marks_ver: 0,
};

describe('settings of a conversation', () => {
  test('are in every answer with it, and nothing of them is shown to the other person', async () => {
    const { ada, bob, conversationId } = await client.acquainted();
    const before = await get(bob, conversationId);
    expect(before.me).toEqual(untouched);

    const muted = await set(ada, conversationId, { muted_until: 'forever', is_pinned: true });
    const me = { ...untouched, ver: 1, muted_until: 'forever', is_pinned: true };
    expect([muted.status, muted.body.me]).toEqual([200, me]);
    const opened = await client.call('POST', '/conversations', {
      token: ada.token,
      json: { peer_id: bob.id },
    });
    const log = await client.call('GET', `/conversations/${conversationId}/log`, {
      token: ada.token,
    });
    const [listed] = (await list(ada)).items;

    expect(opened.body.me).toEqual(me);
    expect(log.body.conversation.me).toEqual(me);
    expect(listed.me).toEqual(me);
    expect(await get(bob, conversationId)).toEqual(before);
  });

  test('reach the other devices of this person only', async () => {
    const barrier = await makeBarrier(client);
    const { ada, bob, conversationId } = await client.acquainted();
    const [phone, desk, bobs] = await Promise.all([connect(ada), connect(ada), connect(bob)]);
    desk.send({ action: 'ping' });
    const { payload } = await desk.next(({ type }) => type === 'pong');

    const { body } = await set(ada, conversationId, {
      is_archived: true,
      socket_id: payload.socket_id,
    });

    const event = await phone.next(({ type }) => type === 'conversation:settings');
    expect(event).toEqual({
      type: 'conversation:settings',
      conversation_id: conversationId,
      payload: body.me,
    });
    await barrier(bob, bobs);
    await barrier(ada, desk);
    expect(typesAbout(bobs, conversationId)).toEqual([]);
    expect(typesAbout(desk, conversationId)).toEqual([]);
    await Promise.all([phone.close(), desk.close(), bobs.close()]);
  });

  test('of two devices at once are both kept', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const answers = await Promise.all([
      set(ada, conversationId, { is_pinned: true }),
      client.send(bob, ada, 'in between'),
      set(ada, conversationId, { is_marked_unread: true }),
      set(ada, conversationId, { muted_until: 'forever' }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 201, 200, 200]);
    expect(await get(ada, conversationId)).toMatchObject({
      last_seq: 1,
      unread_count: 1,
      me: { ver: 3, is_pinned: true, is_marked_unread: true, muted_until: 'forever' },
    });
  });

  test.each([
    [{}, 'body', 'must have at least one of'],
    [{ colour: 'red' }, 'body', 'must have at least one of'],
    [{ muted_until: 'tomorrow' }, 'body.muted_until', 'must be a UTC time'],
    [{ muted_until: 8 }, 'body.muted_until', 'must be a UTC time'],
    [{ is_pinned: 'yes' }, 'body.is_pinned', 'boolean'],
    [{ is_archived: null }, 'body.is_archived', 'boolean'],
    [{ is_pinned: true, archived_seq: 1 }, 'body.archived_seq', 'needs is_archived: true'],
    [{ is_archived: true, archived_seq: -1 }, 'body.archived_seq', '0'],
  ])('%j is 422', async (json, path, rule) => {
    const { ada, conversationId } = await client.pair();

    const { status, body } = await set(ada, conversationId, json);

    expect(status).toBe(422);
    expect(body.errors).toEqual([{ path, message: expect.stringContaining(rule) }]);
    expect((await get(ada, conversationId)).me).toEqual(untouched);
  });

  test('a mute ends by itself', async () => {
    const { ada, conversationId } = await client.pair();
    const until = (ms: number) => new Date(Date.now() + ms).toISOString();
    const later = until(60_000);

    expect((await set(ada, conversationId, { muted_until: later })).body.me.muted_until).toBe(
      later,
    );
    const { body } = await set(ada, conversationId, { muted_until: until(-60_000) });
    expect(body.me.muted_until).toBeNull();
  });
});

describe('the list of conversations', () => {
  test('has views with pinned ones first and archived ones apart', async () => {
    const ada = await client.register();
    const ids: string[] = [];
    for (const text of ['one', 'two', 'three', 'four']) {
      ids.unshift((await client.send(ada, await client.register(), text)).body.conversation_id);
    }
    const [newest = '', second = '', third = '', oldest = ''] = ids;
    await set(ada, oldest, { is_pinned: true });
    await set(ada, newest, { is_archived: true });

    const [all, main, archived] = await Promise.all([
      list(ada),
      list(ada, '?view=main'),
      list(ada, '?view=archived'),
    ]);
    expect(idsOf(all)).toEqual(ids);
    expect(idsOf(main)).toEqual([oldest, second, third]);
    expect(idsOf(archived)).toEqual([newest]);
    expect(
      [all, main, archived].map(({ total, archived_total }) => [total, archived_total]),
    ).toEqual([
      [4, 1],
      [3, 1],
      [1, 1],
    ]);
    expect(idsOf(await list(ada, '?view=main&size=2&page=2'))).toEqual([third]);
    const unknown = await client.call('GET', '/conversations?view=none', { token: ada.token });
    expect([unknown.status, unknown.body.errors[0].path]).toEqual([422, 'query.view']);
  });

  test('has an archived conversation back with a new message, unless it is muted', async () => {
    const { ada, bob, conversationId } = await client.pair();
    await set(ada, conversationId, { is_archived: true, muted_until: 'forever' });
    await client.send(bob, ada, 'quiet');
    expect(await list(ada, '?view=main')).toMatchObject({ items: [], archived_total: 1 });

    const { body } = await set(ada, conversationId, { muted_until: null });
    expect(body.me).toMatchObject({ is_archived: false, archived_seq: 0 });
    expect(idsOf(await list(ada, '?view=main'))).toEqual([conversationId]);
  });

  test(`has at most ${limits.pinnedConversations} pinned ones`, async () => {
    const ada = await client.register();
    const ids: string[] = [];
    for (let count = 0; count <= limits.pinnedConversations; count++) {
      ids.push((await client.send(await client.register(), ada, 'hi')).body.conversation_id);
    }
    const answers = await Promise.all(ids.map((id) => set(ada, id, { is_pinned: true })));

    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'too_many_pinned'],
    ]);
    expect(
      (await list(ada)).items.filter(({ me }: { me: { is_pinned: boolean } }) => me.is_pinned),
    ).toHaveLength(limits.pinnedConversations);
  });
});
