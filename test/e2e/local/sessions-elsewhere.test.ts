import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { type Client, makeClient, newName, password } from '../../support/client.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';
import { openSocket } from '../../support/socket.ts';

const run = promisify(execFile);
// Starting processes and hashing passwords is slow on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const data = newDataFolder();
let parley: ParleyProcess;
let client: Client;

beforeAll(async () => {
  parley = await startParley(['--data', data.path, '--api-only']);
  client = makeClient(parley.url);
});
afterAll(async () => {
  await parley.stop();
  data.remove();
});

/** Another process, next to the running server. */
const users = (...args: string[]) =>
  run(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--conditions=local',
    'scripts/users.ts',
    ...args,
    '--data',
    data.path,
  ]);
const listen = (token: string) =>
  openSocket(`${parley.url.replace('http', 'ws')}/ws?token=${token}`);

test.each(['reset-password', 'disable'])(
  'after users %s, a socket that only sends typing frames receives no message, and is closed',
  async (command) => {
    const { ada, bob, conversationId } = await client.pair();
    // Typing is emitted only between users who have both written.
    await client.send(ada, bob, 'Hello');
    await client.send(bob, ada, 'Hello, Ada');
    const [socket, bystander] = [await listen(ada.token), await listen(bob.token)];
    const typing = { action: 'typing', conversation_id: conversationId, state: 'start' };
    socket.send(typing);
    await bystander.next(({ type }) => type === 'presence:typing');

    await users(command, ada.username, ...(command === 'disable' ? ['--yes'] : []));
    // No wait: the very next push and frame must respect it.
    socket.send(typing);
    await client.send(bob, ada, 'Are you there?');

    expect(await socket.closed).toBe(4401);
    expect(socket.frames.some(({ type }) => type === 'message:new')).toBe(false);
    expect(
      socket.frames.some(({ type, payload }) => type === 'error' && payload.code === 4401),
    ).toBe(true);
    const peer = async () =>
      (await client.call('GET', `/conversations/${conversationId}`, { token: bob.token })).body
        .peer;
    await expect.poll(async () => (await peer()).online).toBe(false);
    await bystander.close();
  },
);

test('an idle socket is closed soon', async () => {
  const user = await client.register();
  const socket = await listen(user.token);

  await users('reset-password', user.username);

  expect(await socket.closed).toBe(4401);
});

test('a sign-in without a refresh token is a session until its access token and socket end', async () => {
  const { username } = await client.register();
  const { body } = await client.call('POST', '/users/login', { json: { username, password } });
  const name = newName();
  await client.call('POST', '/users/register', { json: { username: name, password } });
  const items = (await client.call('GET', '/auth/sessions', { token: body.access_token })).body
    .items;

  const db = new DatabaseSync(join(data.path, 'parley.db'), { readOnly: true });
  const sql = `SELECT (expires_at - started_at) / 1000 AS seconds FROM token_families f
    JOIN users u ON u.id = f.user_id WHERE u.username = ? ORDER BY started_at, seconds DESC`;
  const [kept, ...more] = db.prepare(sql).all(username);
  const registered = db.prepare(sql).all(name);
  db.close();

  const seconds = limits.accessTokenSeconds + limits.socket.maxAgeSeconds;
  expect(kept).toEqual({ seconds: limits.refreshTokenSeconds });
  expect([more, registered]).toEqual([[{ seconds }], [{ seconds }]]);
  expect(items).toHaveLength(2);
});
