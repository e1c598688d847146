import { beforeAll, describe, expect, test } from 'vitest';
import { makeBarrier, typesAbout } from '../../support/barrier.ts';
import { makeClient, type TestUser } from '../../support/client.ts';
import { openHome } from '../../support/home.ts';
import { openSocket } from '../../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);
let barrier: Awaited<ReturnType<typeof makeBarrier>>;
beforeAll(async () => {
  barrier = await makeBarrier(client);
});

const connect = (user: TestUser) => openSocket(`${home.socketUrl}?token=${user.token}`);
const get = async (user: TestUser, path: string) =>
  (await client.call('GET', path, { token: user.token })).body;
const read = (user: TestUser, path: string, json?: object) =>
  client.call('POST', `${path}/read`, { token: user.token, ...(json && { json }) });
const setPrivacy = (user: TestUser, privacy: object) =>
  client.call('PATCH', '/users/me', { token: user.token, json: { privacy } });

/** All responses about the peer's presence and reads. */
const seenBy = async (user: TestUser, peer: TestUser, conversationId: string) => {
  const path = `/conversations/${conversationId}`;
  const isIt = ({ id }: { id: string }) => id === conversationId;
  const exported = (await get(user, '/users/me/export')).items;
  const lists = [
    (await get(user, '/conversations')).items.find(isIt),
    await get(user, path),
    (await get(user, `${path}/log`)).conversation,
    exported.map(({ conversation }: { conversation?: object }) => conversation ?? {}).find(isIt),
  ];
  const history = (await get(user, `${path}/messages`)).items;
  const log = (await get(user, `${path}/log`)).entries;
  const single = await get(user, `/messages/${history.at(-1).id}`);
  const messages = [
    ...history,
    ...(await get(user, '/messages/outbox')).items,
    ...log.map(({ message }: { message: unknown }) => message),
    single,
  ].filter(({ sender_id }) => sender_id === user.id);
  return {
    presence: [...lists.map((one) => one.peer), await get(user, `/users/${peer.id}`)].map(
      ({ online, last_seen }) => online || last_seen !== null,
    ),
    reads: [
      ...lists.map(({ peer_read_seq }) => peer_read_seq > 0),
      ...messages.map(({ is_read }) => is_read),
      ...messages.map(({ read_at }) => read_at !== null),
      log.some(({ kind }: { kind: string }) => kind === 'read'),
    ],
  };
};

test('a stranger who gets a message shows neither presence nor reads; after an answer both are visible', async () => {
  const { ada, bob, conversationId } = await client.pair();
  const { body: first } = await client.send(ada, bob, 'one');
  const { body: second } = await client.send(ada, bob, 'two');
  const adas = await connect(ada);
  const before = await get(ada, `/conversations/${conversationId}`);
  const bobs = await connect(bob);
  await read(bob, `/messages/${second.id}`);
  await read(bob, `/conversations/${conversationId}`, { seq: first.seq });
  bobs.send({ action: 'typing', conversation_id: conversationId, state: 'start' });
  bobs.send({ action: 'ping' });
  await bobs.next(({ type }) => type === 'pong');
  await barrier(ada, adas);

  expect(typesAbout(adas, conversationId)).toEqual([]);
  expect(typesAbout(adas, bob.id)).toEqual([]);
  const seen = await seenBy(ada, bob, conversationId);
  expect(new Set([...seen.presence, ...seen.reads])).toEqual(new Set([false]));
  const after = await get(ada, `/conversations/${conversationId}`);
  expect(after.updated_at).toBe(before.updated_at);
  expect(await get(bob, `/conversations/${conversationId}`)).toMatchObject({
    unread_count: 0,
    my_read_seq: first.seq,
  });

  await client.send(bob, ada, 'an answer');
  const shown = await adas.next(({ type }) => type === 'presence:update');
  expect(shown.payload).toMatchObject({ user_id: bob.id, online: true });
  const now = await seenBy(ada, bob, conversationId);
  expect(new Set(now.presence)).toEqual(new Set([true]));
  expect(now.reads).toContain(true);
  await Promise.all([adas.close(), bobs.close()]);
});

describe('a privacy setting', () => {
  test('hides presence at once, in both directions, and shows it again', async () => {
    const { ada, bob, conversationId } = await client.acquainted();
    const [adas, bobs] = [await connect(ada), await connect(bob)];
    await adas.next(({ type, payload }) => type === 'presence:update' && payload.online);
    const isHidden = ({ type, payload }: { type: string; payload: { last_seen?: unknown } }) =>
      type === 'presence:update' && payload.last_seen === null;

    const { status, body } = await setPrivacy(bob, { presence: false });
    const gone = await adas.next(isHidden);
    await bobs.next(isHidden);
    const [atAdas, atBobs] = [
      await seenBy(ada, bob, conversationId),
      await seenBy(bob, ada, conversationId),
    ];
    bobs.send({ action: 'typing', conversation_id: conversationId, state: 'start' });
    bobs.send({ action: 'ping' });
    await bobs.next(({ type }) => type === 'pong');
    await barrier(ada, adas);

    expect([status, body.privacy]).toEqual([200, { presence: false, read_receipts: true }]);
    expect(gone.payload).toEqual({ user_id: bob.id, online: false, last_seen: null });
    expect(new Set([...atAdas.presence, ...atBobs.presence])).toEqual(new Set([false]));
    expect(typesAbout(adas, conversationId)).toEqual([]);
    await setPrivacy(bob, { presence: true });
    await adas.next(
      ({ type, payload }) =>
        type === 'presence:update' && payload.online && adas.frames.some(isHidden),
    );
    expect((await seenBy(ada, bob, conversationId)).presence).not.toContain(false);
    await Promise.all([adas.close(), bobs.close()]);
  });

  test('hides read receipts in both directions, and own counts stay exact', async () => {
    const { ada, bob, conversationId } = await client.acquainted();
    const { body: message } = await client.send(ada, bob, 'read me');
    const [adas, bobs] = [await connect(ada), await connect(bob)];
    await setPrivacy(bob, { read_receipts: false });

    await read(bob, `/messages/${message.id}`);
    await read(bob, `/conversations/${conversationId}`, { seq: message.seq });
    await read(ada, `/conversations/${conversationId}`, { seq: message.seq });
    await barrier(ada, adas);
    await barrier(bob, bobs);

    const [atAdas, atBobs] = [
      await seenBy(ada, bob, conversationId),
      await seenBy(bob, ada, conversationId),
    ];
    expect(new Set([...atAdas.reads, ...atBobs.reads.slice(0, 4)])).toEqual(new Set([false]));
    expect(typesAbout(adas, bob.id).filter((type) => type === 'message:read')).toEqual([]);
    expect(typesAbout(bobs, ada.id).filter((type) => type === 'message:read')).toEqual([]);
    expect(await get(bob, `/conversations/${conversationId}`)).toMatchObject({
      unread_count: 0,
      my_read_seq: message.seq,
    });
    expect(await get(ada, '/users/me')).toMatchObject({
      privacy: { presence: true, read_receipts: true },
    });
    await Promise.all([adas.close(), bobs.close()]);
  });

  test('is refused if it is empty or unknown', async () => {
    const ada = await client.register();
    const answers = [{ presence: 'no' }, 'hidden', { presence: null }];
    for (const privacy of answers) {
      const { status } = await client.call('PATCH', '/users/me', {
        token: ada.token,
        json: { privacy },
      });
      expect(status).toBe(422);
    }
    expect((await get(ada, '/users/me')).privacy).toEqual({ presence: true, read_receipts: true });
  });
});
