import { expect, test } from 'vitest';
import { makeClient, newName, password, type TestUser } from '../../support/client.ts';
import { openHome } from '../../support/home.ts';
import { openSocket } from '../../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);

const as =
  ({ token }: TestUser) =>
  (method: string, path: string, json?: object) =>
    client.call(method, path, { token, ...(json && { json }) });
const registerWith = (invite: string) =>
  client.call('POST', '/auth/register', { json: { username: newName('bob'), password, invite } });

test('whoever registers with an invitation is in the conversation with the inviter at once', async () => {
  const ada = await client.register(newName('ada'));
  const socket = await openSocket(`${home.socketUrl}?token=${ada.token}`);
  const { status, body: invitation } = await as(ada)('POST', '/invitations');
  const listed = await as(ada)('GET', '/invitations');

  const { body } = await registerWith(invitation.code);
  const bob = { ...body.user, token: body.access_token };
  const event = await socket.next(({ type }) => type === 'conversation:new');
  const opened = await as(bob)('GET', `/conversations/${body.conversation_id}`);

  expect(status).toBe(201);
  const { code: _, ...shown } = invitation;
  expect(listed.body).toEqual({ items: [shown], may_invite: true });
  expect(event).toMatchObject({
    conversation_id: body.conversation_id,
    payload: { peer: { username: bob.username } },
  });
  expect(opened.body).toMatchObject({ peer: { id: ada.id }, last_message: null });
  expect((await as(ada)('GET', '/invitations')).body.items).toEqual([]);
  // Registration is open here: without a valid invitation there is only no conversation.
  const late = await registerWith(invitation.code);
  expect([late.status, late.body.conversation_id]).toEqual([201, undefined]);
  socket.close();
});

test('somebody with an account accepts an invitation, once; a revoked one is refused', async () => {
  const [ada, bob, cem] = [
    await client.register(),
    await client.register(),
    await client.register(),
  ];
  const invite = async () => (await as(ada)('POST', '/invitations')).body;
  const accept = (user: TestUser, code: string) =>
    as(user)('POST', '/invitations/accept', { code });
  const [first, second] = [await invite(), await invite()];

  const accepted = await accept(bob, first.code);
  const again = await accept(bob, first.code);
  const other = await accept(cem, first.code);
  const revoked = await as(ada)('DELETE', `/invitations/${second.id}`);
  const late = await accept(cem, second.code);

  expect(accepted.body.conversation.peer.id).toBe(ada.id);
  expect(again.body).toEqual(accepted.body);
  expect([other.status, other.body.code]).toEqual([403, 'invalid_invite']);
  expect(revoked.status).toBe(204);
  expect(late.body).toMatchObject({ code: 'invalid_invite', detail: other.body.detail });
  expect((await as(bob)('GET', '/conversations')).body.items).toHaveLength(1);
});
