import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBarrier, typesAbout } from '../support/barrier.ts';
import { type Client, makeClient, type TestUser } from '../support/client.ts';
import { type Home, openHome } from '../support/home.ts';
import { openSocket } from '../support/socket.ts';

let home: Home;
let client: Client;
beforeAll(async () => {
  home = await openHome();
  client = makeClient(home.url);
});
afterAll(() => home.close());

const connect = (user: TestUser) => openSocket(`${home.socketUrl}?token=${user.token}`);

test('past a block no event of any kind arrives, whoever of the two has blocked', async () => {
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
