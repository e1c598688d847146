import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { makeClient } from '../../support/client.ts';
import { damageTable } from '../../support/data/damage.ts';
import { newDataFolder, runParley, startParley } from '../../support/parley-process.ts';
import { openSocket } from '../../support/socket.ts';

const folders: { remove: () => void }[] = [];
const newFolder = (): string => {
  const folder = newDataFolder();
  folders.push(folder);
  return folder.path;
};
afterAll(() => {
  for (const { remove } of folders) remove();
});

/** One clear line and exit code 1. */
const expectRefusal = (result: { code: number | null; output: string }, words: RegExp) => {
  expect(result.code).toBe(1);
  const lines = result.output.trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^Parley cannot start: /);
  expect(lines[0]).toMatch(words);
};

describe('npm start', () => {
  test('--help names every option and exits 0', async () => {
    const { code, output } = await runParley(['--help']);
    expect(code).toBe(0);
    for (const option of [
      '--port',
      '--host',
      '--data',
      '--demo',
      '--tls-cert',
      '--tls-key',
      'PORT',
    ]) {
      expect(output).toContain(option);
    }
  });

  test.each([
    [['--port', 'http'], /--port must be a number/],
    [['--port', '70000'], /--port must be at most 65535/],
    [['--port', '-1'], /--port/],
    [['--colour'], /--colour/],
    [['--demo', '--host', '0.0.0.0'], /--demo/],
    [['--data', '/dev/null/parley'], /--data/],
    [['--data', '/proc/parley'], /--data/],
    [['--user-storage', '-1'], /--user-storage/],
    [['--user-storage', '1GB'], /--user-storage must be a whole number/],
    [['--max-file', '0'], /--max-file must be from 1 to 100/],
    [['--max-file', '101'], /--max-file must be from 1 to 100/],
    [['--file-types', 'some'], /--file-types/],
    [['--data', ''], /--data must not be empty/],
    [['--host', 'no-such-host.invalid'], /--host/],
    [['--cors-origin', 'https://chat.example/'], /--cors-origin must be an origin/],
    [['--cors-origin', '*'], /--cors-origin must be an origin/],
    [['--demo', '--tls-cert', 'a', '--tls-key', 'b'], /--demo/],
  ])('refuses %j in one line', async (args, words) => {
    expectRefusal(await runParley(['--port', '0', '--api-only', ...args]), words);
  });

  test('refuses a used port', async () => {
    const running = await startParley(['--data', newFolder(), '--api-only']);
    const { port } = new URL(running.url);
    const args = ['--port', port, '--data', newFolder(), '--api-only'];

    expectRefusal(await runParley(args), /port is taken/);
    expect(await running.stop()).toBe(0);
  });

  test('reads PORT if --port is not given', async () => {
    expectRefusal(await runParley(['--api-only'], { PORT: 'http' }), /PORT must be a number/);
    const both = runParley(['--api-only', '--port', 'x'], { PORT: '1' });
    expectRefusal(await both, /--port must be a number/);
  });

  test('refuses a damaged data file, and creates files that only their owner can read', async () => {
    const data = newFolder();
    const running = await startParley(['--data', data, '--api-only']);
    await makeClient(running.url).register();
    await running.stop();
    const file = join(data, 'parley.db');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    damageTable(file, 'users');

    const refused = runParley(['--port', '0', '--api-only', '--data', data]);
    expectRefusal(await refused, /damaged|malformed/);
  });

  test('refuses a data folder that is a file, a foreign file, and a newer data file', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const foreign = newFolder();
    writeFileSync(join(foreign, 'parley.db'), 'this is no database, whatever its name says');
    const newer = newFolder();
    const db = new DatabaseSync(join(newer, 'parley.db'));
    db.exec('PRAGMA user_version = 9999');
    db.close();
    const start = (data: string) => runParley(['--port', '0', '--api-only', '--data', data]);

    expectRefusal(await start(file), /not a folder/);
    expectRefusal(await start(foreign), /data file/);
    expectRefusal(await start(newer), /newer/);
  });

  test('refuses a data folder that another Parley uses', async () => {
    const data = newFolder();
    const running = await startParley(['--data', data, '--api-only']);
    expectRefusal(await runParley(['--port', '0', '--api-only', '--data', data]), /another Parley/);
    await running.kill();
    expect(await (await startParley(['--data', data, '--api-only'])).stop()).toBe(0);
  });

  test('ends on SIGTERM with 0, closes sockets, and finds its data again', async () => {
    const data = newFolder();
    const first = await startParley(['--data', data, '--api-only']);
    const client = makeClient(first.url);
    const { ada, bob, conversationId } = await client.pair();
    await client.send(ada, bob, 'still here');
    const socket = await openSocket(`${first.url.replace('http', 'ws')}/ws?token=${bob.token}`);

    expect(await first.stop()).toBe(0);
    expect(await socket.closed).toBe(1001);

    const second = await startParley(['--data', data, '--api-only']);
    const { body } = await makeClient(second.url).call('GET', `/conversations/${conversationId}`, {
      token: bob.token,
    });
    expect(body).toMatchObject({ unread_count: 1, last_message: { preview: 'still here' } });
    await second.stop();
  });

  test('creates two users with a short history for --demo, once', async () => {
    const data = newFolder();
    const first = await startParley(['--data', data, '--demo', '--api-only']);
    const printed = first.output().match(/Demo users: (\w+) and (\w+), password (\S+)/);
    await first.stop();
    const second = await startParley(['--data', data, '--demo', '--api-only']);
    const [, username, , password] = printed ?? [];
    const client = makeClient(second.url);
    const login = await client.call('POST', '/users/login', { json: { username, password } });
    const list = await client.call('GET', '/conversations', { token: login.body.access_token });
    await second.stop();

    expect(login.status).toBe(200);
    expect(list.body.total).toBe(1);
    expect(list.body.items[0].last_seq).toBe(4);
  });
});
