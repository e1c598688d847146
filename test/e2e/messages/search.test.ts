import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { makeUploads } from '../../support/attachments.ts';
import { type Answer, makeClient, type TestUser } from '../../support/client.ts';
import { text } from '../../support/files.ts';
import { openHome } from '../../support/home.ts';

const home = openHome();
const client = makeClient(home.url);
const uploads = makeUploads(client);

const search = (user: TestUser, query: Record<string, string>) =>
  client.call('GET', `/search?${new URLSearchParams(query)}`, { token: user.token });
const excerpts = ({ body }: Answer): string[] =>
  body.items.map(({ excerpt }: { excerpt: string }) => excerpt);

describe('search in messages', () => {
  test('an excerpt has no marks of styles but those that are none in the whole text, as a preview', async () => {
    const { ada, bob, conversationId } = await client.acquainted();
    const styled = await client.send(ada, bob, 'the *red*\nlamp, `*p*`');
    const plain = await client.send(ada, bob, '*two\nlamps*');
    await client.call('PATCH', `/conversations/${conversationId}/marks`, {
      token: bob.token,
      json: { star: [plain.body.id] },
    });
    await client.call('PATCH', `/conversations/${conversationId}/marks`, {
      token: bob.token,
      json: { star: [styled.body.id] },
    });

    const found = await search(bob, { q: 'lamp' });
    const starred = await client.call('GET', '/starred', { token: bob.token });
    const { body } = await client.call('GET', `/conversations/${conversationId}`, {
      token: bob.token,
    });

    expect(excerpts(found)).toEqual(['*two lamps*', 'the red lamp, *p*']);
    expect(found.body.items[1].marks).toEqual([{ start: 8, end: 12 }]);
    expect(excerpts(starred)).toEqual(['the red lamp, *p*', '*two lamps*']);
    expect(body.last_message.preview).toBe('*two lamps*');
  });

  test('finds sent and received messages over all conversations, newest first', async () => {
    const [ada, bob, eve] = await Promise.all([1, 2, 3].map(() => client.register()));
    if (!ada || !bob || !eve) throw new Error('three people');
    const first = await client.send(bob, ada, 'Treffen wir uns in der Hauptstraße?');
    await client.send(ada, eve, 'HAUPTSTRASSE 5');
    await client.send(ada, bob, 'ja');
    await client.send(bob, eve, 'Hauptstraße, geheim');

    const found = await search(ada, { q: 'hauptstrasse' });

    expect(found.status).toBe(200);
    expect(excerpts(found)).toEqual(['HAUPTSTRASSE 5', 'Treffen wir uns in der Hauptstraße?']);
    const hit = found.body.items[1];
    expect(hit).toEqual({
      message_id: first.body.id,
      conversation_id: first.body.conversation_id,
      seq: 1,
      sender_id: bob.id,
      peer: { id: bob.id, username: bob.username, display_name: null, photo: null },
      found_in: 'text',
      excerpt: 'Treffen wir uns in der Hauptstraße?',
      marks: [{ start: 23, end: 34 }],
      created_at: first.body.created_at,
    });
    expect(found.body).toMatchObject({ next_cursor: null, searched_to: null });
    const conversation_id = first.body.conversation_id;
    const inOne = await search(ada, { q: 'HAUPTSTRASSE wir', conversation_id });
    expect(excerpts(inOne)).toEqual(['Treffen wir uns in der Hauptstraße?']);
    expect(excerpts(await search(bob, { q: 'geheim' }))).toEqual(['Hauptstraße, geheim']);
    expect(excerpts(await search(ada, { q: 'geheim' }))).toEqual([]);
  });

  test('finds the present text of an edited message, and no deleted one', async () => {
    const { ada, bob } = await client.pair();
    const sent = await client.send(ada, bob, 'first version');
    const path = `/messages/${sent.body.id}`;
    await client.call('PATCH', path, { token: ada.token, json: { content: 'second version' } });
    expect(excerpts(await search(bob, { q: 'first' }))).toEqual([]);
    expect(excerpts(await search(bob, { q: 'second' }))).toEqual(['second version']);

    await client.call('DELETE', path, { token: ada.token });
    expect(excerpts(await search(bob, { q: 'second' }))).toEqual([]);
  });

  test('finds the names of files', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const file = { filename: 'Überweisung.txt', mime: 'text/plain', bytes: text('x') };
    const id = await uploads.attach(ada, file);
    const sent = await client.call('POST', `/conversations/${conversationId}/messages`, {
      token: ada.token,
      json: { content: 'done', attachment_ids: [id] },
    });
    expect(sent.status).toBe(201);

    const found = await search(bob, { q: 'uberweisung' });
    expect(found.body.items).toMatchObject([
      { found_in: 'filename', excerpt: 'Überweisung.txt', marks: [{ start: 0, end: 11 }] },
    ]);
  });

  test('continues by cursor without overlap or loss, while messages come', async () => {
    const { ada, bob } = await client.pair();
    for (let n = 1; n <= 5; n++)
      await client.send(n % 2 ? ada : bob, n % 2 ? bob : ada, `word ${n}`);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const part: Answer = await search(ada, { q: 'word', limit: '2', ...(cursor && { cursor }) });
      expect(part.status).toBe(200);
      expect(part.body.searched_to === null).toBe(part.body.next_cursor === null);
      seen.push(...excerpts(part));
      cursor = part.body.next_cursor;
      await client.send(bob, ada, 'a later word');
    }
    expect(seen).toEqual([5, 4, 3, 2, 1].map((n) => `word ${n}`));
  });

  test('stays possible across a block, as the history does', async () => {
    const { ada, bob } = await client.pair();
    await client.send(ada, bob, 'before the block');
    await client.call('PUT', `/users/${ada.id}/block`, { token: bob.token });
    expect(excerpts(await search(ada, { q: 'block' }))).toEqual(['before the block']);
    expect(excerpts(await search(bob, { q: 'block' }))).toEqual(['before the block']);
  });

  test.each([
    ['no query', '', 'query.q'],
    ['a blank query', 'q=%20%20', 'query.q'],
    ['a query of invisible characters', 'q=%E2%80%8B%CC%81', 'query.q'],
    ['a long query', `q=${'x'.repeat(limits.messageSearch.queryLength + 1)}`, 'query.q'],
    ['two queries', 'q=a&q=b', 'query.q'],
    ['no conversation', 'q=a&conversation_id=x', 'query.conversation_id'],
    ['no limit', 'q=a&limit=0', 'query.limit'],
    ['a large limit', 'q=a&limit=51', 'query.limit'],
    ['a cursor of no search', 'q=a&cursor=x', 'query.cursor'],
    ['a cursor with a forged time', 'q=a&cursor=-1-4RCRIR2qxbtzDtTpZzI2zL3', 'query.cursor'],
    ['a cursor of a history', 'q=a&cursor=4RCRIR2qxbtzDtTpZzI2zL3', 'query.cursor'],
  ])('refuses %s', async (_what, query, path) => {
    const ada = await client.register();
    const answer = await client.call('GET', `/search?${query}`, { token: ada.token });
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, path]);
  });

  test('refuses a cursor of another conversation, and a conversation of others', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const eve = await client.register();
    for (const content of ['one', 'two']) await client.send(ada, bob, content);
    await client.send(ada, eve, 'one');
    const { body } = await search(ada, { q: 'o', limit: '1' });
    const mixed = await search(ada, {
      q: 'o',
      cursor: body.next_cursor,
      conversation_id: conversationId,
    });
    expect(mixed.status).toBe(422);
    const foreign = await search(eve, { q: 'one', conversation_id: conversationId });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'conversation_not_found']);
  });
});
