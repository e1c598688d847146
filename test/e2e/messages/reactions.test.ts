import { describe, expect, test } from 'vitest';
import { makeClient, type TestUser } from '../../support/client.ts';
import { openHome } from '../../support/home.ts';
import { openSocket } from '../../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);

const react = (user: TestUser, id: string, emoji: unknown) =>
  client.call('PUT', `/messages/${id}/reaction`, { token: user.token, json: { emoji } });
const unreact = (user: TestUser, id: string) =>
  client.call('DELETE', `/messages/${id}/reaction`, { token: user.token });
const get = async (user: TestUser, path: string) =>
  (await client.call('GET', path, { token: user.token })).body;

describe('reactions', () => {
  test('are in every answer with the message, and change nothing else of the conversation', async () => {
    const { ada, bob, conversationId } = await client.acquainted();
    const { body: message } = await client.send(ada, bob, 'Lunch?');
    const before = await get(bob, `/conversations/${conversationId}`);

    const first = await react(bob, message.id, '👩🏽‍❤️‍👨🏿');
    const own = await react(ada, message.id, '❤');
    const again = await react(ada, message.id, '❤️');

    const reactions = [
      { user_id: bob.id, emoji: '👩🏽‍❤️‍👨🏿' },
      { user_id: ada.id, emoji: '❤️' },
    ];
    expect([first.status, first.body.reactions]).toEqual([200, reactions.slice(0, 1)]);
    expect(own.body).toMatchObject({ text: 'Lunch?', edited_at: null, rev: 5, reactions });
    expect(again.body).toEqual(own.body);
    const after = await get(bob, `/conversations/${conversationId}`);
    const { ver, last_seq } = after;
    expect(after).toEqual({ ...before, ver, last_seq });
    expect([last_seq, ver]).toEqual([5, before.ver + 2]);

    const history = await get(bob, `/conversations/${conversationId}/messages`);
    const one = await get(bob, `/messages/${message.id}`);
    const inbox = await get(bob, '/messages/inbox');
    const outbox = await get(ada, '/messages/outbox?order=desc');
    const log = await get(bob, `/conversations/${conversationId}/log?after=3`);
    const kept = await get(bob, '/users/me/export');
    expect(history.items[0]).toEqual(one);
    expect(inbox.items[1]).toEqual(one);
    expect(outbox.items[0].reactions).toEqual(reactions);
    expect(log.entries).toEqual([
      { seq: 4, kind: 'reaction', message: one },
      { seq: 5, kind: 'reaction', message: one },
    ]);
    expect(one.reactions).toEqual(reactions);
    const exported = kept.items.filter(({ type }: { type: string }) => type === 'message');
    expect(exported.map((item: { message: object }) => item.message)).toContainEqual(one);
  });

  test('reach every device of both live, and so does their removal', async () => {
    const { ada, bob } = await client.acquainted();
    const { body: message } = await client.send(ada, bob, 'Lunch?');
    const sockets = await Promise.all(
      [ada, ada, bob].map(({ token }) => openSocket(`${home.socketUrl}?token=${token}`)),
    );

    const added = await react(bob, message.id, '👍');
    const removed = await unreact(bob, message.id);

    for (const socket of sockets) {
      const isUpdate = (seq: number) => (event: { type: string; seq?: number }) =>
        event.type === 'message:update' && event.seq === seq;
      const shown = await socket.next(isUpdate(added.body.rev));
      const gone = await socket.next(isUpdate(removed.body.rev));
      expect(shown.payload).toMatchObject({ id: message.id, reactions: added.body.reactions });
      expect(gone.payload).toMatchObject({ id: message.id, reactions: [] });
    }
    expect((await unreact(bob, message.id)).body).toEqual(removed.body);
  });

  test('stay with an edit, and end with the message', async () => {
    const { ada, bob } = await client.acquainted();
    const { body: message } = await client.send(ada, bob, 'Lunch?');
    const { body } = await react(bob, message.id, '👍');

    const edited = await client.call('PATCH', `/messages/${message.id}`, {
      token: ada.token,
      json: { content: 'Dinner?' },
    });
    await client.call('DELETE', `/messages/${message.id}`, { token: ada.token });

    expect(edited.body.reactions).toEqual(body.reactions);
    expect((await get(bob, `/messages/${message.id}`)).reactions).toEqual([]);
    expect((await react(bob, message.id, '👍')).body.code).toBe('message_deleted');
  });

  test('are refused across a block, with the same answer for both; their removal is not', async () => {
    const { ada, bob } = await client.acquainted();
    const { body: message } = await client.send(ada, bob, 'Lunch?');
    await react(bob, message.id, '👍');
    await client.call('PUT', `/users/${ada.id}/block`, { token: bob.token });

    const [byAda, byBob] = [await react(ada, message.id, '👍'), await react(bob, message.id, '😮')];
    expect([byAda.status, byAda.body.code]).toEqual([403, 'blocked']);
    expect([byBob.status, byBob.body.detail]).toEqual([403, byAda.body.detail]);
    expect((await unreact(bob, message.id)).body.reactions).toEqual([]);
  });

  test('are one emoji each: anything else is refused by its field and rule', async () => {
    const { ada, bob } = await client.acquainted();
    const { body: message } = await client.send(ada, bob, 'Lunch?');

    for (const wrong of ['', 'ok', '👍👍', '👍 ', 7, null]) {
      const { status, body } = await react(bob, message.id, wrong);
      expect([status, body.code, body.errors[0].path]).toEqual([
        422,
        'validation_failed',
        'body.emoji',
      ]);
    }
    const { body } = await react(bob, message.id, '👍👍');
    expect(body.errors).toEqual([{ path: 'body.emoji', message: 'must be exactly one emoji' }]);
    expect((await get(ada, `/messages/${message.id}`)).reactions).toEqual([]);
  });
});
