import { describe, expect, test } from 'vitest';
import { type Answer, makeClient, type TestUser } from '../../support/client.ts';
import { openHome } from '../../support/home.ts';

const home = openHome();
const client = makeClient(home.url);

const texts = ({ body }: Answer): string[] => body.items.map((item: { text: string }) => item.text);
const inbox = (user: TestUser, query = '') =>
  client.call('GET', `/messages/inbox${query}`, { token: user.token });
const read = (user: TestUser, id: string) =>
  client.call('POST', `/messages/${id}/read`, { token: user.token });
const edit = (user: TestUser, id: string, content: string) =>
  client.call('PATCH', `/messages/${id}`, { token: user.token, json: { content } });
const remove = (user: TestUser, id: string, query = '') =>
  client.call('DELETE', `/messages/${id}${query}`, { token: user.token });
const conversation = async (user: TestUser, id: string) =>
  (await client.call('GET', `/conversations/${id}`, { token: user.token })).body;

describe('inbox and outbox', () => {
  test('list over all conversations, page by page, in three filters and two orders', async () => {
    const [ada, bob, eve] = await Promise.all([1, 2, 3].map(() => client.register()));
    if (!ada || !bob || !eve) throw new Error('three people');
    const first = await client.send(bob, ada, 'one');
    await client.send(eve, ada, 'two');
    await client.send(bob, ada, 'three');
    await client.send(ada, bob, 'answer');
    await read(ada, first.body.id);

    expect(texts(await inbox(ada))).toEqual(['one', 'two', 'three']);
    expect(texts(await inbox(ada, '?order=desc'))).toEqual(['three', 'two', 'one']);
    expect(texts(await inbox(ada, '?unread_only=true'))).toEqual(['two', 'three']);
    expect(texts(await inbox(ada, '?unread_only=false'))).toEqual(['one']);
    const page = await inbox(ada, '?page=2&size=2');
    expect(texts(page)).toEqual(['three']);
    expect(page.body).toMatchObject({ total: 3, page: 2, size: 2, pages: 2 });
    const outbox = await client.call('GET', '/messages/outbox', { token: bob.token });
    expect(texts(outbox)).toEqual(['one', 'three']);
    expect(outbox.body.items[0]).toMatchObject({ is_read: true });
  });

  test('a read-up-to moves messages from unread to read', async () => {
    const { ada, bob, conversationId } = await client.pair();
    for (const text of ['a', 'b', 'c']) await client.send(ada, bob, text);
    await client.call('POST', `/conversations/${conversationId}/read`, {
      token: bob.token,
      json: { seq: 2 },
    });

    expect(texts(await inbox(bob, '?unread_only=true'))).toEqual(['c']);
    expect(texts(await inbox(bob, '?unread_only=false'))).toEqual(['a', 'b']);
  });

  test.each(['unread_only=1', 'unread_only=True', 'order=up', 'unread_only=true&unread_only=true'])(
    'refuses ?%s',
    async (query) => {
      const ada = await client.register();
      expect((await inbox(ada, `?${query}`)).status).toBe(422);
    },
  );
});

describe('reading one message', () => {
  test('is allowed for its receiver, counts once, and changes nothing the second time', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const eve = await client.register();
    const { body: message } = await client.send(ada, bob, 'read me');
    const refused = await Promise.all([ada, eve].map((user) => read(user, message.id)));
    const first = await read(bob, message.id);
    const second = await read(bob, message.id);

    for (const { status, body } of refused)
      expect([status, body.code]).toEqual([404, 'message_not_found']);
    expect(first.body).toMatchObject({ is_read: true, rev: 2, created_at: message.created_at });
    expect(first.body.read_at).toEqual(expect.any(String));
    expect(second.body).toEqual(first.body);
    expect(await conversation(bob, conversationId)).toMatchObject({ unread_count: 0, last_seq: 2 });
  });

  test.each([
    ['-', 422],
    ['0000000000000000000000z', 404],
    ['a'.repeat(30), 404],
  ])('%s is %i', async (id, status) => {
    const ada = await client.register();
    expect((await read(ada, id)).status).toBe(status);
  });
});

describe('editing', () => {
  test('is allowed for the author, logs the change, and ignores the same text', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const eve = await client.register();
    const { body: message } = await client.send(ada, bob, 'frist');
    const [byPeer, byStranger] = await Promise.all([
      edit(bob, message.id, 'mine now'),
      edit(eve, message.id, 'mine now'),
    ]);
    const edited = await edit(ada, message.id, 'first');
    const same = await edit(ada, message.id, 'first');

    expect([byPeer.status, byPeer.body.code]).toEqual([403, 'not_author']);
    expect([byStranger.status, byStranger.body.code]).toEqual([404, 'message_not_found']);
    expect(edited.body).toMatchObject({ text: 'first', content: 'first', seq: 1, rev: 2 });
    expect(edited.body.edited_at).toEqual(expect.any(String));
    expect(same.body).toEqual(edited.body);
    expect((await conversation(bob, conversationId)).last_message.preview).toBe('first');
    const log = await client.call('GET', `/conversations/${conversationId}/log`, {
      token: bob.token,
    });
    expect(log.body.entries).toMatchObject([
      { seq: 1, kind: 'message', message: { text: 'first', rev: 2 } },
      { seq: 2, kind: 'edit', message: { text: 'first', rev: 2 } },
    ]);
  });

  test('is refused after 100 times', async () => {
    const { ada, bob } = await client.pair();
    const { body: message } = await client.send(ada, bob, 'zero');
    for (let n = 1; n <= 100; n++) expect((await edit(ada, message.id, `${n}`)).status).toBe(200);

    const one = await edit(ada, message.id, 'too many');
    expect([one.status, one.body.code]).toEqual([409, 'too_many_edits']);
    expect((await edit(ada, message.id, '100')).status).toBe(200);
  });
});

describe('deleting', () => {
  test('leaves a placeholder, lowers the unread count, and removes the text everywhere', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const { body: message } = await client.send(ada, bob, 'regret');
    const byPeer = await remove(bob, message.id);
    const gone = await remove(ada, message.id);
    const again = await remove(ada, message.id);

    expect([byPeer.status, byPeer.body.code]).toEqual([403, 'not_author']);
    expect(gone.status).toBe(204);
    expect([again.status, again.body.code]).toEqual([404, 'message_not_found']);
    expect((await edit(ada, message.id, 'back')).body.code).toBe('message_deleted');
    expect((await read(bob, message.id)).status).toBe(404);
    expect(await conversation(bob, conversationId)).toMatchObject({
      unread_count: 0,
      last_message: { deleted: true, preview: '' },
    });
    expect((await inbox(bob)).body).toMatchObject({ items: [], total: 0 });
    const log = await client.call('GET', `/conversations/${conversationId}/log`, {
      token: bob.token,
    });
    expect(JSON.stringify(log.body)).not.toContain('regret');
    expect(log.body.entries[1]).toMatchObject({ kind: 'delete', message: { text: null } });
  });

  test('with only_unread refuses a message that was read', async () => {
    const { ada, bob } = await client.pair();
    const { body: message } = await client.send(ada, bob, 'seen');
    await read(bob, message.id);
    const refused = await remove(ada, message.id, '?only_unread=true');

    expect([refused.status, refused.body.code]).toEqual([409, 'message_read']);
    expect((await remove(ada, message.id, '?only_unread=false')).status).toBe(204);
  });

  test('has one winner when a message is deleted, edited and read at once, and counts stay exact', async () => {
    const { ada, bob, conversationId } = await client.pair();
    for (let round = 0; round < 10; round++) {
      const { body: message } = await client.send(ada, bob, `round ${round}`);
      const gone = await Promise.all([
        remove(ada, message.id),
        remove(ada, message.id),
        edit(ada, message.id, 'late'),
        read(bob, message.id),
      ]);
      expect(
        gone
          .slice(0, 2)
          .map(({ status }) => status)
          .sort(),
      ).toEqual([204, 404]);
      for (const { status } of gone) expect(status).toBeLessThan(500);
    }
    expect((await conversation(bob, conversationId)).unread_count).toBe(0);
    expect((await inbox(bob)).body.total).toBe(0);
  });
});
