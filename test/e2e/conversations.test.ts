import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeClient, newName } from '../support/client.ts';
import { lacks } from '../support/endpoint.ts';
import { openHome } from '../support/home.ts';

const home = openHome();
const client = makeClient(home.url);

describe('opening', () => {
  test.skipIf(lacks('ten-at-once'))(
    'creates exactly one conversation per pair under concurrent calls',
    async () => {
      const calls = lacks('fifty-starts') ? 10 : 50;
      const [ada, bob] = await Promise.all([client.register(), client.register()]);
      const answers = await Promise.all(
        Array.from({ length: calls }, (_, n) =>
          n % 2 === 0
            ? client.call('POST', '/conversations', { token: ada.token, json: { peer_id: bob.id } })
            : client.call('POST', '/conversations', {
                token: bob.token,
                json: { peer_id: ada.id },
              }),
        ),
      );

      expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([201]);
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(answers[0]?.body).toMatchObject({
        peer: { id: bob.id },
        last_message: null,
        last_seq: 0,
      });
      expect(answers[1]?.body).toMatchObject({ peer: { id: ada.id } });
    },
  );

  test('is 404 with an unknown peer, and allowed with oneself', async () => {
    const ada = await client.register();
    const open = (peer_id: string) =>
      client.call('POST', '/conversations', { token: ada.token, json: { peer_id } });

    expect((await open(randomUUID())).body.code).toBe('user_not_found');
    expect((await open(ada.id)).body.peer.id).toBe(ada.id);
  });
});

describe('listing', () => {
  test('sorts by latest activity, with previews and unread counts, page by page', async () => {
    const ada = await client.register();
    const peers = await Promise.all([1, 2, 3].map(() => client.register()));
    for (const peer of peers) await client.send(peer, ada, `from ${peer.username}`);
    const [first, second, third] = peers;
    if (!first || !second || !third) throw new Error('three peers');
    await client.send(first, ada, 'again');

    const list = await client.call('GET', '/conversations', { token: ada.token });
    const page = await client.call('GET', '/conversations?page=2&size=2', { token: ada.token });
    const beyond = await client.call('GET', '/conversations?page=9', { token: ada.token });

    const peerIds = list.body.items.map((item: { peer: { id: string } }) => item.peer.id);
    expect(peerIds).toEqual([first.id, third.id, second.id]);
    expect(list.body.items[0]).toMatchObject({
      unread_count: 2,
      last_message: { preview: 'again', sender_id: first.id, deleted: false },
    });
    expect(page.body).toMatchObject({ total: 3, page: 2, size: 2, pages: 2 });
    expect(page.body.items.map((item: { peer: { id: string } }) => item.peer.id)).toEqual([
      second.id,
    ]);
    expect(beyond.body).toMatchObject({ items: [], total: 3, pages: 1 });
  });

  test.each(['page=0', 'page=x', 'page=1.0', 'size=101', 'page=200&size=100', 'page=1&page=2'])(
    'refuses ?%s',
    async (query) => {
      const ada = await client.register();
      const answer = await client.call('GET', `/conversations?${query}`, { token: ada.token });
      expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed']);
    },
  );
});

describe("someone else's conversation", () => {
  test('looks as if it did not exist', async () => {
    const { conversationId, ada, bob } = await client.pair();
    await client.send(ada, bob, 'private');
    const eve = await client.register();
    const ask = (path: string, method = 'GET', json?: unknown) =>
      client.call(method, path, { token: eve.token, json });
    const answers = await Promise.all([
      ask(`/conversations/${conversationId}`),
      ask(`/conversations/${randomUUID()}`),
      ask(`/conversations/${conversationId}/messages`),
      ask(`/conversations/${conversationId}/log`),
      ask(`/conversations/${conversationId}/messages`, 'POST', { content: 'hi' }),
      ask(`/conversations/${conversationId}/read`, 'POST', { seq: 1 }),
    ]);

    for (const { status, body } of answers) {
      expect([status, body.code]).toEqual([404, 'conversation_not_found']);
    }
  });
});

describe('history and log', () => {
  test('pages go upwards without overlap; a foreign or malformed cursor is 422', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const other = await client.pair();
    for (let n = 1; n <= 7; n++) await client.send(ada, bob, `${n}`);
    for (let n = 1; n <= 2; n++) await client.send(other.ada, other.bob, `${n}`);
    const page = (token: string, id: string, query: string) =>
      client.call('GET', `/conversations/${id}/messages?${query}`, { token });

    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = `limit=3${cursor && `&cursor=${cursor}`}`;
      const { body } = await page(bob.token, conversationId, query);
      seen.push(...body.items.map(({ text }: { text: string }) => text));
      cursor = body.next_cursor;
    }
    const foreign = await page(other.ada.token, other.conversationId, 'limit=1');

    expect(seen).toEqual(['7', '6', '5', '4', '3', '2', '1']);
    for (const bad of [foreign.body.next_cursor, 'x', '***']) {
      const answer = await page(bob.token, conversationId, `cursor=${encodeURIComponent(bad)}`);
      expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'query.cursor']);
    }
  });

  test('the log has all entries after a sequence, and none beyond the end', async () => {
    const { ada, bob, conversationId } = await client.pair();
    for (let n = 1; n <= 4; n++) await client.send(ada, bob, `${n}`);
    const log = async (after: number) =>
      (
        await client.call('GET', `/conversations/${conversationId}/log?after=${after}`, {
          token: bob.token,
        })
      ).body;

    const entries = (await log(1)).entries;
    expect(entries.map(({ seq, kind }: { seq: number; kind: string }) => [seq, kind])).toEqual([
      [2, 'message'],
      [3, 'message'],
      [4, 'message'],
    ]);
    expect(await log(99)).toMatchObject({
      entries: [],
      last_seq: 4,
      conversation: { id: conversationId, unread_count: 4 },
    });
    expect(await log(Number.MAX_SAFE_INTEGER)).toMatchObject({ entries: [], last_seq: 4 });
  });

  test('reading up to the largest number of a language reads everything', async () => {
    const { ada, bob, conversationId } = await client.pair();
    for (let n = 1; n <= 3; n++) await client.send(ada, bob, `${n}`);
    const read = (seq: unknown) =>
      client.call('POST', `/conversations/${conversationId}/read`, {
        token: bob.token,
        json: { seq },
      });

    for (const bad of [-1, 1.5, '3', null]) expect((await read(bad)).status).toBe(422);
    for (const largest of [2 ** 63, Number.MAX_VALUE]) {
      const { status, body } = await read(largest);
      expect(status).toBe(200);
      expect(body).toMatchObject({ my_read_seq: 3, unread_count: 0 });
    }
  });
});

describe('search', () => {
  test('finds names by their start, by any part from three characters, and by full id', async () => {
    const mark = newName('').slice(1);
    const ada = await client.register(`zq${mark}`);
    const eve = await client.register(`x_-${mark}`);
    const search = async (q: string) =>
      (
        await client.call('GET', `/users/search?q=${encodeURIComponent(q)}`, { token: ada.token })
      ).body.items.map(({ id }: { id: string }) => id);

    expect(await search(mark.toUpperCase())).toEqual([eve.id, ada.id]);
    expect(await search('zq')).toContain(ada.id);
    expect(await search('zq')).not.toContain(eve.id);
    expect(await search(`_-${mark}`)).toEqual([eve.id]);
    expect(await search(`%${mark}`)).toEqual([]);
    expect(await search(eve.id)).toEqual([eve.id]);
    const missing = await client.call('GET', '/users/search', { token: ada.token });
    expect(missing.status).toBe(422);
  });
});
