import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, makeClient, newName, password } from '../../support/client.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';

const run = promisify(execFile);
const data = newDataFolder();
let parley: ParleyProcess;
let client: Client;

beforeAll(async () => {
  parley = await startParley(['--data', data.path, '--api-only', '--registration', 'invite']);
  client = makeClient(parley.url);
});
afterAll(async () => {
  await parley.stop();
  data.remove();
});

/** Next to the running server, like an operator. */
const printed = async (...args: string[]): Promise<string> => {
  const script = ['--disable-warning=ExperimentalWarning', 'scripts/users.ts'];
  const { stdout } = await run(process.execPath, [...script, ...args, '--data', data.path]);
  return stdout;
};
const users = async (...args: string[]): Promise<string> =>
  (await printed(...args)).split('\n')[0] ?? '';
/** The code of the printed link. */
const invited = async (...args: string[]): Promise<string> =>
  (await users('invite', ...args)).split('#')[1] ?? '';
const register = (invite?: string, username = newName()) =>
  client.call('POST', '/auth/register', {
    json: { username, password, ...(invite && { invite }) },
  });

test('an invitation is valid for one registration, and only a successful one spends it', async () => {
  const without = await register();
  const wrong = await register('nothing');
  const code = await invited();
  expect(await users('invite', '--url', 'https://chat.example')).toMatch(
    /^https:\/\/chat\.example\/join#[\w-]{32}$/,
  );
  const first = await register(code);
  const again = await register(code);

  for (const refused of [without, wrong, again]) {
    expect([refused.status, refused.body.code]).toEqual([403, 'invalid_invite']);
  }
  expect(first.status).toBe(201);
  const second = await invited('--days', '1');
  expect((await register(second, first.body.user.username)).body.code).toBe('username_taken');
  expect((await register(second)).status).toBe(201);
});

test('commands that one process runs by itself require a stage', async () => {
  for (const command of ['renew-names', 'count-storage']) {
    await expect(printed(command)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^users: one process .*: see --stage\n$/),
    });
  }
});

test('reset-password ends every session, disable prevents every sign-in', async () => {
  const { body } = await register(await invited());
  const { username } = body.user;
  const me = () => client.call('GET', '/users/me', { token: body.access_token });
  const login = (secret: string) =>
    client.call('POST', '/users/login', { json: { username, password: secret } });

  const secret = await users('reset-password', username);
  expect((await me()).status).toBe(401);
  expect((await login(password)).status).toBe(401);
  const again = await login(secret);
  expect(again.status).toBe(200);
  const log = await client.call('GET', '/auth/events', { token: again.body.access_token });
  const seen = log.body.items.map(({ type, reason }: Record<string, string>) => reason ?? type);
  expect(seen.sort()).toEqual(['password_reset', 'sign_in_refused', 'signed_in', 'signed_in']);
  await users('disable', username, '--yes');
  const file = new DatabaseSync(join(data.path, 'parley.db'), { readOnly: true });
  const left = file.prepare('SELECT count(*) AS n FROM account_events WHERE user_id = ?');
  expect(left.get(body.user.id)).toEqual({ n: 0 });
  file.close();
  expect((await login(secret)).status).toBe(401);
  await expect(users('disable', 'nobody-at-all', '--yes')).rejects.toThrow(/no active user/);
  expect(await users('enable', username)).toBe(`${username} is active`);
  expect((await login(secret)).status).toBe(200);
});

test('operator gives the admin page to a user, and no-operator takes it away at once', async () => {
  const { body } = await register(await invited());
  const { username } = body.user;
  const overview = () => client.call('GET', '/admin/overview', { token: body.access_token });

  expect((await overview()).status).toBe(403);
  await expect(users('operator', username)).rejects.toThrow(/Without a terminal, say --yes/);
  expect(await users('operator', username, '--yes')).toMatch(/ is an operator: /);
  expect((await overview()).status).toBe(200);
  expect(await printed('list', '--name', username)).toMatch(/ operator /);
  await users('no-operator', username);
  expect((await overview()).status).toBe(403);
  await expect(users('operator', 'nobody-at-all', '--yes')).rejects.toThrow(/no active user/);
});

describe('list', () => {
  const prefix = newName('list');
  const people = ['cem', 'ann', 'bob'].map((name) => `${prefix}-${name}`);
  const email = `${prefix}@example.org`;
  const list = async (...args: string[]) =>
    (await printed('list', '--name', prefix.toUpperCase(), ...args)).trim().split('\n');

  beforeAll(async () => {
    for (const username of people) {
      const invite = await invited();
      const json = { username, password, invite, ...(username.endsWith('ann') && { email }) };
      const { status } = await client.call('POST', '/auth/register', { json });
      if (status !== 201) throw new Error(`registration answered ${status}`);
    }
    await users('disable', `${prefix}-bob`, '--yes');
  });

  test('lists users by name, without private data', async () => {
    const [head, ...rows] = await list();

    expect(head).toMatch(/^NAME +STATE +CREATED \(UTC\) +LAST SEEN \(UTC\) +ID$/);
    expect(rows.slice(0, -1).map((row) => row.split(/\s{2,}/).slice(0, 2))).toEqual([
      [`${prefix}-ann`, 'active'],
      [`${prefix}-bob`, 'deactivated'],
      [`${prefix}-cem`, 'active'],
    ]);
    expect(rows[0]).toMatch(/ \d{4}-\d\d-\d\d \d\d:\d\d {2}never +[0-9a-f-]{36}$/);
    expect(rows.at(-1)).toBe('page 1 of 1, 3 users');
    expect(rows.join()).not.toContain(email);
  });

  test('filters by page and by state', async () => {
    const second = await list('--size', '2', '--page', '2');
    const closed = await list('--active', 'no');

    expect(second.slice(1).map((row) => row.split('  ')[0])).toEqual([
      `${prefix}-cem`,
      'page 2 of 2, 3 users',
    ]);
    expect(closed.slice(1).map((row) => row.split('  ')[0])).toEqual([
      `${prefix}-bob`,
      'page 1 of 1, 1 user',
    ]);
    expect((await list('--page', '9')).at(-1)).toBe('page 9 of 1, 3 users');
  });

  test.each([
    [['--page', '0'], /--page must be 1 to/],
    [['--size', 'ten'], /--size must be 1 to 1000/],
    [['--active', 'maybe'], /--active must be yes or no/],
  ])('refuses %j', async (args, words) => {
    await expect(printed('list', ...args)).rejects.toThrow(words);
  });
});

describe('a data file with names from before confusable names were refused', () => {
  const old = newDataFolder();
  let home: ParleyProcess;

  beforeAll(async () => {
    const file = new DatabaseSync(join(old.path, 'parley.db'));
    const dump = join(import.meta.dirname, '../../support/names/version-0.sql');
    file.exec(readFileSync(dump, 'utf8'));
    file.close();
    home = await startParley(['--data', old.path, '--api-only']);
  });
  afterAll(async () => {
    await home.stop();
    old.remove();
  });

  test('lets all of them sign in, and lists the confusable ones', async () => {
    const { call } = makeClient(home.url);
    const names = ['ada', 'аda', 'аре', 'straße', 'strasse', 'i̇stanbul', '\u0301\u0302', 'admın'];
    for (const username of names) {
      const { status, body } = await call('POST', '/users/login', { json: { username, password } });
      expect([status, body.user?.username]).toEqual([200, username]);
    }

    const script = ['--disable-warning=ExperimentalWarning', 'scripts/users.ts'];
    const list = [...script, 'list', '--collisions', '--data', old.path];
    const { stdout } = await run(process.execPath, list);

    const groups = stdout.split('\n').slice(1).join('\n').trim().split('\n\n');
    const listed = groups.map((group) => group.split('\n').map((line) => line.split(' ')[0]));
    expect(listed.map((group) => group.join(' '))).toEqual([
      'ada аda',
      'ape аре',
      'straße strasse',
    ]);
  });
});
