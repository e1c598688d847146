import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

/** Beside the running server, as an operator would. */
const users = async (...args: string[]): Promise<string> => {
  const script = ['--disable-warning=ExperimentalWarning', 'scripts/users.ts'];
  const { stdout } = await run(process.execPath, [...script, ...args, '--data', data.path]);
  return stdout.split('\n')[0] ?? '';
};
const register = (invite?: string, username = newName()) =>
  client.call('POST', '/auth/register', {
    json: { username, password, ...(invite && { invite }) },
  });

test('an invitation is good for one registration, and only a successful one spends it', async () => {
  const without = await register();
  const wrong = await register('nothing');
  const code = await users('invite');
  const first = await register(code);
  const again = await register(code);

  for (const refused of [without, wrong, again]) {
    expect([refused.status, refused.body.code]).toEqual([403, 'invalid_invite']);
  }
  expect(first.status).toBe(201);
  const second = await users('invite', '--days', '1');
  expect((await register(second, first.body.user.username)).body.code).toBe('username_taken');
  expect((await register(second)).status).toBe(201);
});

test('reset-password ends every session, disable every sign-in', async () => {
  const { body } = await register(await users('invite'));
  const { username } = body.user;
  const me = () => client.call('GET', '/users/me', { token: body.access_token });
  const login = (secret: string) =>
    client.call('POST', '/users/login', { json: { username, password: secret } });

  const secret = await users('reset-password', username);
  expect((await me()).status).toBe(401);
  expect((await login(password)).status).toBe(401);
  expect((await login(secret)).status).toBe(200);
  await users('disable', username, '--yes');
  expect((await login(secret)).status).toBe(401);
  await expect(users('disable', 'nobody-at-all', '--yes')).rejects.toThrow(/no active user/);
});
