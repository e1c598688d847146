import { beforeAll, describe, expect, test } from 'vitest';
import { makeBarrier, typesAbout } from '../../support/barrier.ts';
import { makeClient, type TestUser } from '../../support/client.ts';
import { openHome } from '../../support/home.ts';
import { openSocket, type TestSocket } from '../../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);
let barrier: Awaited<ReturnType<typeof makeBarrier>>;

beforeAll(async () => {
  barrier = await makeBarrier(client);
});

const connect = async (user: TestUser): Promise<TestSocket> => {
  const socket = await openSocket(`${home.socketUrl}?token=${user.token}`);
  socket.send({ action: 'ping' });
  await socket.next(({ type }) => type === 'pong');
  return socket;
};

describe('typing', () => {
  test('reaches the other member only, start and stop', async () => {
    const { ada, bob, conversationId } = await client.acquainted();
    const [adas, bobs] = await Promise.all([connect(ada), connect(bob)]);
    for (const state of ['start', 'stop']) {
      adas.send({ action: 'typing', conversation_id: conversationId, state });
      const frame = await bobs.next(
        ({ type, payload }) => type === 'presence:typing' && payload.state === state,
      );
      expect(frame).toMatchObject({
        conversation_id: conversationId,
        payload: { user_id: ada.id, state },
      });
    }
    await barrier(ada, adas);
    expect(typesAbout(adas, conversationId)).toEqual([]);
    await Promise.all([adas.close(), bobs.close()]);
  });

  test('is answered by an error if it is malformed or for a foreign conversation', async () => {
    const { conversationId } = await client.pair();
    const eve = await connect(await client.register());
    const errors = () =>
      eve.frames.filter(({ type }) => type === 'error').map((f) => f.payload.code);

    eve.send({ action: 'typing', conversation_id: conversationId, state: 'start' });
    await expect.poll(errors).toEqual(['conversation_not_found']);
    eve.send({ action: 'typing', conversation_id: conversationId, state: 'maybe' });
    await expect.poll(errors).toEqual(['conversation_not_found', 'validation_failed']);
    expect(eve.frames.at(-1)?.payload.detail).toMatch(/^state: /);
    await eve.close();
  });

  test('is not emitted if one of the two has blocked the other', async () => {
    const { ada, bob, conversationId } = await client.acquainted();
    const [adas, bobs] = await Promise.all([connect(ada), connect(bob)]);
    await client.call('PUT', `/users/${ada.id}/block`, { token: bob.token });
    adas.send({ action: 'typing', conversation_id: conversationId, state: 'start' });
    adas.send({ action: 'ping' });
    await expect.poll(() => adas.frames.filter(({ type }) => type === 'pong').length).toBe(2);
    await barrier(bob, bobs);
    expect(typesAbout(bobs, conversationId)).toEqual([]);
    await Promise.all([adas.close(), bobs.close()]);
  });
});

describe('presence', () => {
  test('is emitted to connected peers, once for several devices', async () => {
    const { ada, bob } = await client.acquainted();
    const bobs = await connect(bob);
    const first = await connect(ada);
    const second = await connect(ada);

    const update = await bobs.next(({ type }) => type === 'presence:update');
    expect(update.payload).toMatchObject({ user_id: ada.id, online: true });
    await barrier(bob, bobs);
    expect(typesAbout(bobs, ada.id)).toEqual(['presence:update']);
    await Promise.all([first.close(), second.close(), bobs.close()]);
  });
});

describe('presence that changes often', () => {
  test('is correct for a client that requests the user', async () => {
    const { ada, bob } = await client.acquainted();
    const bobs = await connect(bob);
    const adas = await connect(ada);
    await bobs.next(({ type }) => type === 'presence:update');
    await adas.close();
    const profile = async () =>
      (await client.call('GET', `/users/${ada.id}`, { token: bob.token })).body;

    await expect.poll(async () => (await profile()).online).toBe(false);
    expect((await profile()).last_seen).toEqual(expect.any(String));
    await bobs.close();
  });
});

describe('changed messages', () => {
  test('edits, deletions and single reads are emitted to both', async () => {
    const { ada, bob, conversationId } = await client.acquainted();
    const [adas, bobs] = await Promise.all([connect(ada), connect(bob)]);
    const { body: message } = await client.send(ada, bob, 'draft');
    const { seq } = message;
    const path = `/messages/${message.id}`;
    await client.call('PATCH', path, { token: ada.token, json: { content: 'final' } });
    await client.call('POST', `${path}/read`, { token: bob.token });
    await client.call('DELETE', path, { token: ada.token });

    for (const socket of [adas, bobs]) {
      const update = await socket.next(({ type }) => type === 'message:update');
      expect(update).toMatchObject({ conversation_id: conversationId, seq: seq + 1 });
      expect(update.payload).toMatchObject({ text: 'final', rev: seq + 1 });
      const read = await socket.next(({ type }) => type === 'message:read');
      expect(read).toMatchObject({
        seq: seq + 2,
        payload: { user_id: bob.id, message_id: message.id, seq },
      });
      const gone = await socket.next(({ type }) => type === 'message:delete');
      expect(gone).toMatchObject({ seq: seq + 3, payload: { text: null, rev: seq + 3 } });
      expect(gone.payload.deleted_at).toEqual(expect.any(String));
    }
    await Promise.all([adas.close(), bobs.close()]);
  });
});
