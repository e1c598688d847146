import { randomBytes } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { makeClient, password, type TestUser } from '../support/client.ts';
import { openHome } from '../support/home.ts';

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
