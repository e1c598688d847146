import { expect, test } from 'vitest';
import { requestLimits } from '#contracts/http/request-limits.ts';
import { makeClient, type TestUser } from '../../support/client.ts';
import { openHome } from '../../support/home.ts';
import { openSocket } from '../../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);

const as =
  ({ token }: TestUser) =>
  (method: string, path: string, json?: object) =>
    client.call(method, path, { token, ...(json && { json }) });
const listOf = async (user: TestUser, view: string) => {
  const { body } = await as(user)('GET', `/conversations?view=${view}`);
  return { ids: body.items.map(({ id }: { id: string }) => id), waiting: body.requests_total };
};

test('the first messages of a stranger wait, live, in a view of their own until they are accepted', async () => {
  const [ada, bob] = [await client.register(), await client.register()];
  const socket = await openSocket(`${home.socketUrl}?token=${bob.token}`);

  const { status, body: first } = await client.send(ada, bob, 'Hello, Bob');
  const id = first.conversation_id;
  const opened = await socket.next(({ type }) => type === 'conversation:new');
  const event = await socket.next(({ type }) => type === 'message:new');

  expect([status, event['conversation_id']]).toEqual([201, id]);
  expect(opened).toMatchObject({
    conversation_id: id,
    payload: { request: { state: 'received' } },
  });
  expect(await listOf(bob, 'main')).toEqual({ ids: [], waiting: 1 });
  expect(await listOf(bob, 'requests')).toEqual({ ids: [id], waiting: 1 });
  // Clients that do not know requests see the message as before.
  expect(await listOf(bob, 'all')).toEqual({ ids: [id], waiting: 1 });
  const inbox = await as(bob)('GET', '/messages/inbox?unread_only=true');
  expect(inbox.body.items).toMatchObject([{ id: first.id, text: 'Hello, Bob' }]);
  for (let count = 1; count < requestLimits.messages; count++) await client.send(ada, bob, 'more');
  const refused = await client.send(ada, bob, 'one too many');
  expect([refused.status, refused.body.code]).toEqual([409, 'request_pending']);

  const answered = await as(bob)('PUT', `/conversations/${id}/request`, { answer: 'accepted' });

  expect(answered.status).toBe(200);
  expect(answered.body).not.toHaveProperty('request');
  expect(await listOf(bob, 'main')).toEqual({ ids: [id], waiting: 0 });
  expect((await client.send(ada, bob, 'and more')).status).toBe(201);
  socket.close();
});

test('a declined request is gone for its receiver, until the receiver opens the conversation', async () => {
  const [ada, bob] = [await client.register(), await client.register()];
  const { conversation_id: id } = (await client.send(ada, bob, 'Hello, Bob')).body;
  const before = (await as(ada)('GET', `/conversations/${id}`)).body;

  await as(bob)('PUT', `/conversations/${id}/request`, { answer: 'declined' });

  expect((await client.send(ada, bob, 'Are you there?')).status).toBe(201);
  for (const view of ['all', 'main', 'requests']) {
    expect(await listOf(bob, view)).toEqual({ ids: [], waiting: 0 });
  }
  expect((await as(bob)('GET', '/messages/inbox')).body).toMatchObject({ items: [], total: 0 });
  const shown = (await as(ada)('GET', `/conversations/${id}`)).body;
  expect(shown.request).toEqual({ state: 'sent', messages_left: requestLimits.messages - 2 });
  expect(Object.keys(shown)).toEqual(Object.keys(before));

  const opened = await as(bob)('POST', '/conversations', { peer_id: ada.id });

  expect(opened.body).toMatchObject({ id, unread_count: 2 });
  expect(await listOf(bob, 'main')).toEqual({ ids: [id], waiting: 0 });
});

test('nobody who came by one’s invitation, or has one, has to wait', async () => {
  const [ada, bob] = [await client.register(), await client.register()];
  const { conversation_id: id } = (await client.send(ada, bob, 'Hello, Bob')).body;
  const { code } = (await as(bob)('POST', '/invitations')).body;

  const accepted = await as(ada)('POST', '/invitations/accept', { code });

  expect(accepted.body.conversation).toMatchObject({ id });
  expect(accepted.body.conversation).not.toHaveProperty('request');
  expect(await listOf(bob, 'main')).toEqual({ ids: [id], waiting: 0 });
});
