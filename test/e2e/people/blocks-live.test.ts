import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeBarrier, typesAbout } from '../../support/barrier.ts';
import { makeClient, type TestUser } from '../../support/client.ts';
import { openHome } from '../../support/home.ts';
import { openSocket, type TestSocket } from '../../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);

const connect = (user: TestUser) => openSocket(`${home.socketUrl}?token=${user.token}`);

test('no event passes between two users if one has blocked the other', async () => {
  const barrier = await makeBarrier(client);
  const { ada, bob, conversationId } = await client.acquainted();
  const client_id = randomUUID();
  const { body: mine } = await client.send(ada, bob, 'before the block', { client_id });
  const { body: theirs } = await client.send(bob, ada, 'before the block, too');
  await client.call('PUT', `/users/${ada.id}/block`, { token: bob.token });
  const [adas, bobs] = await Promise.all([connect(ada), connect(bob)]);
  const more = await connect(ada);

  const repeated = await client.send(ada, bob, 'before the block', { client_id });
  const answers = await Promise.all([
    client.call('PATCH', `/messages/${mine.id}`, { token: ada.token, json: { content: 'new' } }),
    client.call('POST', `/messages/${theirs.id}/read`, { token: ada.token }),
  ]);
  const readUpTo = { token: ada.token, json: { seq: theirs.seq } };
  answers.push(await client.call('POST', `/conversations/${conversationId}/read`, readUpTo));
  answers.push(await client.call('DELETE', `/messages/${mine.id}`, { token: ada.token }));
  adas.send({ action: 'typing', conversation_id: conversationId, state: 'start' });
  adas.send({ action: 'ping' });
  await adas.next(({ type }) => type === 'pong');
  await Promise.all([more.close(), adas.close()]);
  await barrier(bob, bobs);

  expect(repeated.status).toBe(200);
  expect(answers.map(({ status }) => status)).toEqual([403, 200, 200, 204]);
  expect(typesAbout(adas, conversationId).sort()).toEqual([
    'message:delete',
    'message:new',
    'message:read',
    'message:read',
  ]);
  expect(typesAbout(bobs, conversationId)).toEqual([]);
  expect(typesAbout(bobs, ada.id)).toEqual([]);
  await bobs.close();
});

test('a block hides presence from both at once, as a reload does, and unblocking shows it again', async () => {
  const { ada, bob, conversationId } = await client.acquainted();
  const [adas, bobs] = [await connect(ada), await connect(bob)];
  const peerOf = async ({ token }: TestUser) =>
    (await client.call('GET', `/conversations/${conversationId}`, { token })).body.peer;
  /** The next presence frames, after those that were already received. */
  const presenceAt = (socket: TestSocket, about: TestUser, online: boolean) => {
    const seen = new Set(socket.frames);
    return socket.next(
      (frame) =>
        !seen.has(frame) &&
        frame.type === 'presence:update' &&
        frame.payload.user_id === about.id &&
        frame.payload.online === online,
    );
  };
  const hidden = (user: TestUser) => ({ user_id: user.id, online: false, last_seen: null });

  const gone = [presenceAt(adas, bob, false), presenceAt(bobs, ada, false)];
  await client.call('PUT', `/users/${ada.id}/block`, { token: bob.token });
  const frames = await Promise.all(gone);
  expect(frames.map(({ payload }) => payload)).toEqual([hidden(bob), hidden(ada)]);
  expect(await peerOf(ada)).toMatchObject({ online: false, last_seen: null });
  expect(await peerOf(bob)).toMatchObject({ online: false, last_seen: null });

  const back = [presenceAt(adas, bob, true), presenceAt(bobs, ada, true)];
  await client.call('DELETE', `/users/${ada.id}/block`, { token: bob.token });
  await Promise.all(back);
  expect(await peerOf(ada)).toMatchObject({ online: true });

  // A mutual block hides it until both have ended theirs.
  await client.call('PUT', `/users/${ada.id}/block`, { token: bob.token });
  await client.call('PUT', `/users/${bob.id}/block`, { token: ada.token });
  const still = [presenceAt(adas, bob, false), presenceAt(bobs, ada, false)];
  await client.call('DELETE', `/users/${ada.id}/block`, { token: bob.token });
  const kept = await Promise.all(still);
  expect(kept.map(({ payload }) => payload)).toEqual([hidden(bob), hidden(ada)]);
  await Promise.all([adas.close(), bobs.close()]);
});

test('a block of a user who never replied is pushed to nobody', async () => {
  const barrier = await makeBarrier(client);
  const { ada, bob } = await client.pair();
  await client.send(ada, bob, 'Hello?');
  const [adas, bobs] = [await connect(ada), await connect(bob)];

  await client.call('PUT', `/users/${ada.id}/block`, { token: bob.token });
  await client.call('DELETE', `/users/${ada.id}/block`, { token: bob.token });
  await Promise.all([barrier(ada, adas), barrier(bob, bobs)]);

  expect([typesAbout(adas, bob.id), typesAbout(bobs, ada.id)]).toEqual([[], []]);
  await Promise.all([adas.close(), bobs.close()]);
});
