import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeClient, newName, password, type TestUser } from '../support/client.ts';
import { png } from '../support/files.ts';
import { openHome } from '../support/home.ts';
import { openSocket } from '../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);
let ann: TestUser;

beforeAll(async () => {
  ann = await client.register();
});

/** An endpoint keeps names of earlier runs. Digits only, because none of these is confusable. */
const once = (): string => [...randomBytes(10)].map((byte) => 2 + (byte % 8)).join('');
const register = (username: string) =>
  client.call('POST', '/auth/register', { json: { username, password } });
const rename = (username: string) =>
  client.call('PATCH', '/users/me', { token: ann.token, json: { username } });
const signIn = (username: string) =>
  client.call('POST', '/auth/token', { json: { username, password } });
const found = async (q: string): Promise<string[]> => {
  const query = new URLSearchParams({ q });
  const { body } = await client.call('GET', `/users/search?${query}`, { token: ann.token });
  return body.items.map(({ username }: { username: string }) => username);
};

test.each([
  'аda',
  'bοb',
  'admın',
  'admin',
  '\u0301\u0302',
  `a${'\u0301\u0302\u0303\u0304\u0305'}`,
  '٣3',
])('%j is refused as a name: 422 with the field and the rule', async (username) => {
  for (const { status, body } of [await register(username), await rename(username)]) {
    expect([status, body.code]).toEqual([422, 'validation_failed']);
    expect(body.errors).toEqual([{ path: 'body.username', message: expect.any(String) }]);
  }
});

test('another user’s id is refused as a name', async () => {
  const { status, body } = await register(ann.id);

  expect([status, body.errors[0].path]).toEqual([422, 'body.username']);
});

test.each([
  ['ape', 'аре'],
  ['straße', 'strasse'],
  ['mary', 'rnary'],
  ['ada.l', 'ada.1'],
  ['σίσυφος', 'ΣΊΣΥΦΟΣ'],
])('%j is refused if somebody has %j', async (holder, other) => {
  const end = ` ${once()}`;
  expect((await register(holder + end)).status).toBe(201);

  for (const { status, body } of [await register(other + end), await rename(other + end)]) {
    expect([status, body.code]).toEqual([409, 'username_taken']);
  }
});

test('a user signs in and is found by any form of the name', async () => {
  const end = once();
  await register(`Straße ${end}`);

  for (const typed of [`STRASSE ${end}`, `straße ${end}`, ` ſtraẞe ${end}`]) {
    expect((await signIn(typed)).status).toBe(200);
  }
  for (const typed of [`RASSE ${end}`, `aße ${end}`]) {
    expect(await found(typed)).toEqual([`straße ${end}`]);
  }
  expect((await signIn(`ѕtraße ${end}`)).status).toBe(401);
});

const patch = (user: TestUser, json: object) =>
  client.call('PATCH', '/users/me', { token: user.token, json });
const get = async (user: TestUser, path: string) =>
  (await client.call('GET', path, { token: user.token })).body;
const photo = png(64, 64);
const base64 = Buffer.from(photo).toString('base64');
/** As an `<img>` does: without a token. */
const load = (path: string) => fetch(`${home.url}${path}`);

describe('names and faces', () => {
  test('are shown to the peer in every place, and live; the username stays beside them', async () => {
    const { ada, bob, conversationId } = await client.acquainted();
    const bobs = await openSocket(`${home.socketUrl}?token=${bob.token}`);
    bobs.send({ action: 'ping' });
    await bobs.next(({ type }) => type === 'pong');
    const name = newName('Ada L');

    const changed = await patch(ada, { display_name: ` ${name} `, about: 'At sea', photo: base64 });

    const face = { display_name: name, photo: changed.body.photo };
    expect([changed.status, changed.body]).toMatchObject([200, { ...face, about: 'At sea' }]);
    const event = await bobs.next(({ type }) => type === 'user:update');
    const { id, username } = ada;
    expect(event).toEqual({ type: 'user:update', payload: { user_id: id, username, ...face } });
    await bobs.close();

    const shown = { id, username, ...face };
    expect((await get(bob, '/conversations')).items[0].peer).toMatchObject(shown);
    expect((await get(bob, `/conversations/${conversationId}`)).peer).toMatchObject(shown);
    expect(await get(bob, `/users/${id}`)).toMatchObject({ ...shown, about: 'At sea' });
    const q = name.toUpperCase().replaceAll('A', '\u00c4');
    const found = await get(bob, `/users/search?q=${encodeURIComponent(q)}`);
    expect(found.items).toMatchObject([shown]);
    expect((await get(ada, '/users/me/export')).items[0].profile).toMatchObject(shown);

    const cleared = await patch(ada, { display_name: null, about: null, photo: null });
    expect(cleared.body).toMatchObject({ display_name: null, about: null, photo: null });
    expect(await get(bob, `/users/search?q=${encodeURIComponent(name)}`)).toMatchObject({
      total: 0,
    });
  });

  test('a photo is served as it is, for good, until it is replaced', async () => {
    const ada = await client.register();
    const { photo: path } = (await patch(ada, { photo: base64 })).body;

    const first = await load(path);
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('image/png');
    expect(first.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
    expect(new Uint8Array(await first.arrayBuffer())).toEqual(photo);

    const next = await patch(ada, { photo: Buffer.from(png(65, 65)).toString('base64') });
    expect(next.body.photo).not.toBe(path);
    expect((await load(path)).status).toBe(404);
    expect((await load(next.body.photo)).status).toBe(200);
    await client.call('DELETE', '/users/me', { token: ada.token });
    expect((await load(next.body.photo)).status).toBe(404);
  });

  test.each([
    ['display_name', 'Parley'],
    ['display_name', 'a\u202eb'],
    ['about', 'x'.repeat(141)],
    ['photo', Buffer.from(png(64, 65)).toString('base64')],
    ['photo', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')],
    ['photo', 'no base64'],
    ['photo', 'A'.repeat(24 * 1024 * 2)],
  ])('%s is refused by its rule: %j', async (field, value) => {
    const { status, body } = await patch(await client.register(), { [field]: value });
    expect([status, body.code, body.errors[0].path]).toEqual([
      422,
      'validation_failed',
      `body.${field}`,
    ]);
  });
});
