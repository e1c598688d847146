import { expect, test } from 'vitest';
import { makeClient, type TestUser } from '../../support/client.ts';
import { openHome } from '../../support/home.ts';
import { openSocket } from '../../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);

const day = 86_400;

const set = (user: TestUser, conversationId: string, after: unknown) =>
  client.call('PUT', `/conversations/${conversationId}/disappearing`, {
    token: user.token,
    json: { after },
  });
const get = async (user: TestUser, path: string) =>
  (await client.call('GET', path, { token: user.token })).body;

test('either member sets when messages disappear, and both see it in the log and by an event', async () => {
  const { ada, bob, conversationId } = await client.acquainted();
  const path = `/conversations/${conversationId}`;
  const before = await get(bob, path);
  const socket = await openSocket(`${home.socketUrl}?token=${bob.token}`);

  const answer = await set(ada, conversationId, day);

  const event = await socket.next(({ type }) => type === 'message:update');
  socket.close();
  expect(answer.status).toBe(200);
  const { disappearing, last_seq } = answer.body;
  expect(disappearing).toMatchObject({ after: day, set_by: ada.id });
  expect(last_seq).toBe(before.last_seq + 1);
  expect(event).toMatchObject({
    seq: last_seq,
    payload: {
      sender_id: ada.id,
      content: null,
      deleted_at: disappearing.set_at,
      notice: { kind: 'disappearing', after: day },
    },
  });
  const seen = await get(bob, path);
  expect(seen.disappearing).toEqual(disappearing);
  expect([seen.unread_count, seen.last_message]).toEqual([
    before.unread_count,
    before.last_message,
  ]);
  const log = await get(bob, `${path}/log?after=${before.last_seq}`);
  expect(log.entries).toMatchObject([{ seq: last_seq, kind: 'message' }]);
});

test('a message has the time of its own send; a change applies to later ones', async () => {
  const { ada, bob, conversationId } = await client.acquainted();
  const early = await client.send(ada, bob, 'for good');
  await set(bob, conversationId, 7 * day);
  const passing = await client.send(ada, bob, 'for a week');
  const waiting = await get(ada, `/conversations/${conversationId}`);
  const off = await set(ada, conversationId, null);
  const again = await set(ada, conversationId, null);
  const late = await client.send(bob, ada, 'for good again');

  const { created_at, expires_at } = passing.body;
  expect(Date.parse(expires_at) - Date.parse(created_at)).toBe(7 * day * 1_000);
  expect(early.body).not.toHaveProperty('expires_at');
  expect(late.body).not.toHaveProperty('expires_at');
  expect(waiting).toMatchObject({ next_expiry: expires_at, last_message: { expires_at } });
  expect(off.body.disappearing).toMatchObject({ after: null, set_by: ada.id });
  expect(again.body.last_seq).toBe(off.body.last_seq);
});

test('hits of a search and starred messages say when they disappear', async () => {
  const { ada, bob, conversationId } = await client.acquainted();
  const early = await client.send(ada, bob, 'a lantern for good');
  await set(bob, conversationId, 7 * day);
  const passing = await client.send(ada, bob, 'a lantern for a week');
  await client.call('PATCH', `/conversations/${conversationId}/marks`, {
    token: bob.token,
    json: { star: [early.body.id, passing.body.id] },
  });

  const lists = await Promise.all(['/search?q=lantern', '/starred'].map((path) => get(bob, path)));

  const { expires_at } = passing.body;
  for (const { items } of lists) {
    expect(items).toMatchObject([{ message_id: passing.body.id, expires_at }, {}]);
    expect(items[1].message_id).toBe(early.body.id);
    expect(items[1]).not.toHaveProperty('expires_at');
  }
});

test('other times, and conversations of others, are refused', async () => {
  const { ada, conversationId } = await client.acquainted();
  const stranger = await client.register();

  const refused = await Promise.all([
    set(ada, conversationId, 3_600),
    set(ada, conversationId, '86400'),
    set(stranger, conversationId, day),
  ]);

  expect(refused.map(({ status }) => status)).toEqual([422, 422, 404]);
  expect(await get(ada, `/conversations/${conversationId}`)).not.toHaveProperty('disappearing');
});
