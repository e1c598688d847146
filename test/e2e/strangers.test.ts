import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { openApiDocument } from '#contracts/openapi.ts';
import { routeNames, routes } from '#contracts/routes.ts';
import { messageId } from '#core/domain/message-id.ts';
import { makeClient, type TestUser } from '../support/client.ts';
import { openHome } from '../support/home.ts';
import { exampleRequest } from '../support/openapi/example-request.ts';
import { makePasskeyClient } from '../support/passkeys/passkey-client.ts';

const home = openHome();
const client = makeClient(home.url);
let stranger: TestUser;
/** By the start of a path: an id of two other users, and an unknown one. */
let ids: Record<string, { existing: string; missing: string }>;

/** Users may find, open and block each other. */
const open = ['/api/users/'];
/** For operators only: refused before anything is read. */
const isOffice = (path: string): boolean => path.startsWith('/api/admin/');
const withId = routeNames.filter((name) => routes[name].path.includes('{id}'));
const startOf = (path: string): string => path.slice(0, path.indexOf('{'));
const closed = withId.filter((name) => !open.includes(startOf(routes[name].path)));

beforeAll(async () => {
  const { ada, bob, conversationId } = await client.pair();
  const sent = await client.send(ada, bob, 'between us');
  stranger = await client.register();
  const pending = await client.call('POST', '/attachments', {
    token: ada.token,
    json: { filename: 'a.txt', mime: 'text/plain', size_bytes: 3 },
  });
  const sessions = await client.call('GET', '/auth/sessions', { token: ada.token });
  const invitation = await client.call('POST', '/invitations', { token: ada.token });
  const passkey = await makePasskeyClient(client).add(ada);
  ids = {
    '/api/auth/passkeys/': { existing: passkey.body.id, missing: randomUUID() },
    '/api/invitations/': { existing: invitation.body.id, missing: randomUUID() },
    '/api/auth/sessions/': { existing: sessions.body.items[0].id, missing: randomUUID() },
    '/api/messages/': { existing: sent.body.id, missing: messageId(conversationId, 2) },
    '/api/conversations/': { existing: conversationId, missing: randomUUID() },
    '/api/admin/people/': { existing: ada.id, missing: randomUUID() },
    '/api/admin/invitations/': { existing: invitation.body.id, missing: randomUUID() },
    '/api/attachments/': { existing: pending.body.id, missing: randomUUID() },
  };
});

const document = openApiDocument();

/** The right password: the answer must depend on the id. */
const withPassword = (json: unknown): unknown =>
  typeof json === 'object' && json !== null && 'password' in json
    ? { ...json, password: stranger.password }
    : json;

const ask = async (name: (typeof closed)[number], id: string) => {
  const { method, json, query } = exampleRequest(document, routes[name]);
  const path = routes[name].path.replace('/api', '').replace('{id}', id);
  const { status, body } = await client.call(method, query === '' ? path : `${path}?${query}`, {
    token: stranger.token,
    ...(json !== undefined && { json: withPassword(json) }),
  });
  const { request_id, ...problem } = body;
  return { status, problem, hasRequestId: typeof request_id === 'string' };
};

test.each(closed)('%s reveals nothing to a stranger about ids of others', async (name) => {
  const pair = ids[startOf(routes[name].path)];
  if (!pair) throw new Error(`${name}: say above which ids it takes`);

  const [existing, missing] = [await ask(name, pair.existing), await ask(name, pair.missing)];

  expect(existing).toEqual(missing);
  const isForOperators = isOffice(routes[name].path);
  expect(existing.status).toBe(isForOperators ? 403 : 404);
  expect(existing.problem.code).toMatch(isForOperators ? /^not_operator$/ : /_not_found$/);
});

test('foreign messages and attachments look as if they did not exist', async () => {
  const to = await client.register();
  const [message, attachment] = [ids['/api/messages/'], ids['/api/attachments/']];
  const replies = [message?.existing, message?.missing].map((reply_to_id) =>
    client.send(stranger, to, 'hello', { reply_to_id }),
  );
  const files = [attachment?.existing, attachment?.missing].map((id) =>
    client.send(stranger, to, 'hello', { attachment_ids: [id] }),
  );

  for (const pair of [await Promise.all(replies), await Promise.all(files)]) {
    const [existing, missing] = pair.map(({ status, body }) => {
      const { request_id: _, ...problem } = body;
      return { status, problem };
    });
    expect(existing).toEqual(missing);
    expect(existing?.status).toBeGreaterThanOrEqual(400);
  }
});
