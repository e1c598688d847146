import { describe, expect, test } from 'vitest';
import { makeBarrier } from '../support/barrier.ts';
import { makeClient, type TestUser } from '../support/client.ts';
import { openHome } from '../support/home.ts';
import { openSocket } from '../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);

const get = async (user: TestUser, path: string) =>
  (await client.call('GET', path, { token: user.token })).body;
const mark = (user: TestUser, conversationId: string, json: object) =>
  client.call('PATCH', `/conversations/${conversationId}/marks`, { token: user.token, json });
const connect = (user: TestUser) => openSocket(`${home.socketUrl}?token=${user.token}`);

/** Everything that a person can read of a conversation, as one text. */
const everythingOf = async (user: TestUser, conversationId: string, ids: readonly string[]) => {
  const at = `/conversations/${conversationId}`;
  const paths = [
    '/conversations?view=main',
    at,
    `${at}/messages`,
    `${at}/log`,
    '/messages/inbox',
    '/messages/outbox',
    '/search?q=secret',
    `/search?q=secret&conversation_id=${conversationId}`,
    '/starred',
    '/users/me/export',
    ...ids.map((id) => `/messages/${id}`),
  ];
  const answers = await Promise.all(paths.map((path) => get(user, path)));
  return JSON.stringify(answers);
};

/** Both have written `secret one` to `secret four`, and Ada has not read Bob's last one. */
const aTalk = async () => {
  const { ada, bob, conversationId } = await client.acquainted();
  const ids: string[] = [];
  for (const [from, to, text] of [
    [ada, bob, 'secret one'],
    [bob, ada, 'secret two'],
    [ada, bob, 'secret three'],
    [bob, ada, 'secret four'],
  ] as const) {
    ids.push((await client.send(from, to, text)).body.id);
  }
  const { last_seq } = await get(ada, `/conversations/${conversationId}`);
  return { ada, bob, conversationId, ids, last: last_seq as number };
};

describe('marks of one member', () => {
  test('a cleared conversation is nowhere for this person, and as before for the other', async () => {
    const { ada, bob, conversationId, ids, last } = await aTalk();
    await mark(ada, conversationId, { star: ids.slice(0, 2) });
    expect(await everythingOf(ada, conversationId, ids)).toContain('secret');

    const { status, body } = await mark(ada, conversationId, { cleared_seq: last });

    expect(status).toBe(200);
    expect(body.conversation).toMatchObject({
      unread_count: 0,
      my_read_seq: last,
      last_message: { preview: '', hidden: true },
      me: { cleared_seq: last },
    });
    expect(body.marks.starred).toEqual([]);
    expect(await everythingOf(ada, conversationId, ids)).not.toContain('secret');
    const log = await get(ada, `/conversations/${conversationId}/log`);
    expect(log.entries.map(({ seq }: { seq: number }) => seq)).toEqual(
      Array.from({ length: log.last_seq }, (_, index) => index + 1),
    );
    expect((await get(ada, `/conversations/${conversationId}/messages`)).items).toEqual([]);
    const bobs = await everythingOf(bob, conversationId, ids);
    for (const text of ['secret one', 'secret two', 'secret three', 'secret four']) {
      expect(bobs).toContain(text);
    }
    expect((await get(bob, `/conversations/${conversationId}`)).me).toMatchObject({
      ver: 0,
      cleared_seq: 0,
    });
    expect(bobs).not.toContain('"hidden":true');
  });

  test('messages that somebody deletes for themselves are gone for that person only', async () => {
    const { ada, bob, conversationId, ids } = await aTalk();
    const [first = '', , , fourth = ''] = ids;

    const { body } = await mark(ada, conversationId, { hide: [first, fourth] });

    expect(body.conversation).toMatchObject({ unread_count: 2, last_message: { preview: '' } });
    const adas = await everythingOf(ada, conversationId, ids);
    expect(adas).not.toContain('secret one');
    expect(adas).not.toContain('secret four');
    expect(adas).toContain('secret two');
    expect(adas).toContain('secret three');
    const page = await get(ada, `/conversations/${conversationId}/messages?limit=1`);
    expect(page.items).toMatchObject([{ text: 'secret three' }]);
    const older = `/conversations/${conversationId}/messages?limit=10&cursor=${page.next_cursor}`;
    expect((await get(ada, older)).items[0]).toMatchObject({ text: 'secret two' });
    expect(await everythingOf(bob, conversationId, ids)).toContain('secret four');
    for (const [method, json] of [
      ['PUT', { emoji: '👍' }],
      ['DELETE', undefined],
    ] as const) {
      const at = `/messages/${first}/reaction`;
      const answer = await client.call(method, at, { token: ada.token, ...(json && { json }) });
      expect([answer.status, answer.body.code]).toEqual([404, 'message_not_found']);
    }
  });

  test('reach the own other devices, and nothing of them the other person', async () => {
    const barrier = await makeBarrier(client);
    const { ada, bob, conversationId, ids } = await aTalk();
    const { ver } = await get(bob, `/conversations/${conversationId}`);
    const [phone, desk, bobs] = await Promise.all([connect(ada), connect(ada), connect(bob)]);
    desk.send({ action: 'ping' });
    const { payload } = await desk.next(({ type }) => type === 'pong');

    const { body } = await mark(ada, conversationId, {
      star: [ids[1]],
      hide: [ids[0]],
      socket_id: payload.socket_id,
    });

    const event = await phone.next(({ type }) => type === 'conversation:settings');
    expect(event.payload).toEqual(body.conversation.me);
    expect(body.conversation.me.marks_ver).toBe(body.marks.ver);
    expect(await get(ada, `/conversations/${conversationId}/marks`)).toEqual(body.marks);
    await barrier(bob, bobs);
    await barrier(ada, desk);
    for (const socket of [bobs, desk]) {
      expect(socket.frames.filter(({ type }) => type === 'conversation:settings')).toEqual([]);
    }
    expect((await get(bob, `/conversations/${conversationId}`)).ver).toBe(ver);
    await Promise.all([phone.close(), desk.close(), bobs.close()]);
  });

  test('a change of what somebody no longer sees reaches them without its content', async () => {
    const { ada, bob, conversationId, ids } = await aTalk();
    const second = ids[1] as string;
    await mark(ada, conversationId, { hide: [second] });
    const adas = await connect(ada);

    const json = { content: 'secret again' };
    const edited = await client.call('PATCH', `/messages/${second}`, { token: bob.token, json });

    expect(edited.status).toBe(200);
    const event = await adas.next(({ type }) => type === 'message:update');
    expect(event).toMatchObject({
      seq: edited.body.rev,
      payload: { id: second, content: null, hidden: true },
    });
    expect(JSON.stringify(adas.frames)).not.toContain('secret');
    await adas.close();
  });

  test('starred messages are listed by the time of the star, page by page', async () => {
    const { ada, bob, conversationId, ids } = await aTalk();
    const other = await client.acquainted();
    const [first = '', second = '', third = ''] = ids;
    for (const id of [third, first, second]) await mark(ada, conversationId, { star: [id] });
    await mark(ada, conversationId, { star: [third] });

    const page = await get(ada, '/starred?limit=2');
    expect(page.items.map(({ message_id }: { message_id: string }) => message_id)).toEqual([
      second,
      first,
    ]);
    expect(page.items[0]).toMatchObject({ excerpt: 'secret two', peer: { id: bob.id } });
    const rest = await get(ada, `/starred?limit=2&cursor=${page.next_cursor}`);
    expect([rest.items.length, rest.next_cursor]).toEqual([1, null]);
    expect(await get(bob, '/starred')).toEqual({ items: [], next_cursor: null });
    const inOther = await client.call('GET', `/starred?conversation_id=${other.conversationId}`, {
      token: ada.token,
    });
    expect(inOther.status).toBe(404);

    await client.call('DELETE', `/messages/${second}`, { token: bob.token });
    await mark(ada, conversationId, { unstar: [first] });
    const left = await get(ada, `/starred?conversation_id=${conversationId}`);
    expect(left.items).toMatchObject([{ message_id: third }]);
    const exported = await get(ada, '/users/me/export');
    const stars = exported.items.filter((item: { starred_at?: string }) => item.starred_at);
    expect(stars).toMatchObject([{ message: { id: third } }]);
  });

  test.each([
    [{}, 'body', 'must have at least one of'],
    [{ cleared_seq: -1 }, 'body.cleared_seq', '0'],
    [{ star: [] }, 'body.star', '1'],
    [{ hide: 'all' }, 'body.hide', 'array'],
  ])('%j is 422', async (json, path, rule) => {
    const { ada, conversationId } = await client.pair();

    const { status, body } = await mark(ada, conversationId, json);

    expect(status).toBe(422);
    expect(body.errors).toEqual([{ path, message: expect.stringContaining(rule) }]);
  });
});
