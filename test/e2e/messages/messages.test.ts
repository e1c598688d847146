import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeClient, type TestUser } from '../../support/client.ts';
import { openHome } from '../../support/home.ts';

const home = openHome();
const client = makeClient(home.url);

const conversationOf = async (user: TestUser, id: string) =>
  (await client.call('GET', `/conversations/${id}`, { token: user.token })).body;

describe('sending', () => {
  test('returns a message, to a user and in a conversation alike', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const toUser = await client.send(ada, bob, 'Hello, Bob 👋🏽');
    const inConversation = await client.call('POST', `/conversations/${conversationId}/messages`, {
      token: bob.token,
      json: { content: 'Hello, Ada', reply_to_id: toUser.body.id },
    });

    expect([toUser.status, inConversation.status]).toEqual([201, 201]);
    expect(toUser.body).toMatchObject({
      conversation_id: conversationId,
      seq: 1,
      rev: 1,
      sender_id: ada.id,
      receiver_id: bob.id,
      text: 'Hello, Bob 👋🏽',
      content: 'Hello, Bob 👋🏽',
      attachments: [],
      is_read: false,
      read_at: null,
      deleted_at: null,
    });
    expect(toUser.body.id).toMatch(/^[0-9A-Za-z]+$/);
    expect(inConversation.body).toMatchObject({ seq: 2, reply_to_id: toUser.body.id });
  });

  test('creates no second message for the same client_id', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const client_id = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => client.send(ada, bob, 'once', { client_id })),
    );
    const different = await client.send(ada, bob, 'twice', { client_id });

    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 200, 200, 200, 200, 200, 200, 201,
    ]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect([different.status, different.body.code]).toEqual([409, 'client_id_reused']);
    expect((await conversationOf(bob, conversationId)).unread_count).toBe(1);
  });

  test('has sequences without gaps and exact counts under 20 concurrent senders', async () => {
    const { ada, bob, conversationId } = await client.pair();
    /** 503 means that nothing was changed: a client retries. */
    const send = async (n: number): Promise<void> => {
      const [from, to] = n % 2 === 0 ? [ada, bob] : [bob, ada];
      const { status } = await client.send(from, to, `${n}`);
      if (status === 503) return send(n);
      expect(status).toBe(201);
    };
    await Promise.all(Array.from({ length: 20 }, (_, n) => send(n)));

    const history = await client.call('GET', `/conversations/${conversationId}/messages`, {
      token: ada.token,
    });
    const sequences = history.body.items.map(({ seq }: { seq: number }) => seq);
    expect(sequences).toEqual(Array.from({ length: 20 }, (_, n) => 20 - n));
    expect((await conversationOf(ada, conversationId)).unread_count).toBe(10);
    expect((await conversationOf(bob, conversationId)).unread_count).toBe(10);
  });

  test('marks a note to oneself as read', async () => {
    const ada = await client.register();
    const note = await client.send(ada, ada, 'buy milk');

    expect(note.body).toMatchObject({ is_read: true, sender_id: ada.id, receiver_id: ada.id });
    const conversation = await conversationOf(ada, note.body.conversation_id);
    expect(conversation).toMatchObject({ unread_count: 0, peer: { id: ada.id } });
  });

  test('refuses an unknown receiver, a reply to another conversation, and texts out of bounds', async () => {
    const { ada, bob } = await client.pair();
    const other = await client.pair();
    const foreign = await client.send(other.ada, other.bob, 'elsewhere');
    const unknown = await client.call('POST', '/messages', {
      token: ada.token,
      json: { text: 'hi', receiver_id: randomUUID() },
    });
    const reply = await client.send(ada, bob, 'hi', { reply_to_id: foreign.body.id });
    const empty = await client.send(ada, bob, '');
    const long = await client.send(ada, bob, 'x'.repeat(4_097));
    const longest = await client.send(ada, bob, '🦋'.repeat(4_096));

    expect([unknown.status, unknown.body.code]).toEqual([404, 'user_not_found']);
    expect([reply.status, reply.body.code]).toEqual([404, 'message_not_found']);
    expect([empty.status, long.status, longest.status]).toEqual([422, 422, 201]);
    expect(empty.body.errors[0].path).toBe('body.text');
  });
});

describe('one message', () => {
  test('is shown to both members in its current state, and to nobody else', async () => {
    const { ada, bob } = await client.pair();
    const carol = await client.register();
    const { body: sent } = await client.send(ada, bob, 'first words');
    const path = `/messages/${sent.id}`;
    const read = (user: TestUser) => client.call('GET', path, { token: user.token });

    expect((await read(bob)).body).toEqual(sent);
    await client.call('PATCH', path, { token: ada.token, json: { content: 'second thoughts' } });
    expect((await read(ada)).body).toMatchObject({ content: 'second thoughts', rev: 2 });
    await client.call('DELETE', path, { token: ada.token });
    expect((await read(bob)).body).toMatchObject({ content: null, deleted_at: expect.any(String) });
    const foreign = await read(carol);
    expect([foreign.status, foreign.body.code]).toEqual([404, 'message_not_found']);
    expect((await client.call('GET', `${path}!`, { token: ada.token })).status).toBe(422);
  });
});

describe('history', () => {
  test('continues before any message, not only where a page ended', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const ids: string[] = [];
    for (let n = 1; n <= 5; n++) ids.push((await client.send(ada, bob, `${n}`)).body.id);
    const path = `/conversations/${conversationId}/messages?limit=2&cursor=${ids[3]}`;
    const { body } = await client.call('GET', path, { token: bob.token });

    expect(body.items.map(({ text }: { text: string }) => text)).toEqual(['3', '2']);
    expect(body.next_cursor).toBe(ids[1]);
  });
});

describe('reading', () => {
  test('up to a sequence counts exactly, is clamped and never goes back', async () => {
    const { ada, bob, conversationId } = await client.pair();
    for (let n = 1; n <= 5; n++) await client.send(ada, bob, `${n}`);
    await client.send(bob, ada, 'six');
    const read = async (seq: number) =>
      (
        await client.call('POST', `/conversations/${conversationId}/read`, {
          token: bob.token,
          json: { seq },
        })
      ).body;

    expect(await read(3)).toMatchObject({ unread_count: 2, my_read_seq: 3 });
    expect(await read(1)).toMatchObject({ unread_count: 2, my_read_seq: 3 });
    expect(await read(1_000)).toMatchObject({ unread_count: 0, my_read_seq: 6 });
    expect((await conversationOf(ada, conversationId)).peer_read_seq).toBe(6);
    const { body } = await client.call('GET', `/conversations/${conversationId}/messages`, {
      token: ada.token,
    });
    const mine = body.items.filter(({ sender_id }: { sender_id: string }) => sender_id === ada.id);
    expect(mine.every(({ is_read }: { is_read: boolean }) => is_read)).toBe(true);
  });
});
