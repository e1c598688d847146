import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeClient } from '../../../support/client.ts';
import { newDataFolder, runParley, startParley } from '../../../support/parley-process.ts';
import { openSocket } from '../../../support/socket.ts';

const newFolder = (): string => {
  const data = newDataFolder();
  onTestFinished(data.remove);
  return data.path;
};
const start = async (...args: string[]) => {
  const parley = await startParley(['--api-only', '--data', newFolder(), ...args]);
  onTestFinished(async () => void (await parley.stop()));
  return parley;
};
const figureOf = (text: string, name: string): number => {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? Number.NaN);
};
/** With a Host header of choice, which fetch does not allow. */
const statusOf = (url: string, host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    get(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });

test('a port of this machine serves requests, sends, sockets, commits, queues, bytes and backups', async () => {
  const parley = await start(
    ...['--metrics-port', '0', '--backup-every', '24h', '--backup-to', newFolder()],
  );
  const url = /^Metrics at (\S+)$/m.exec(parley.output())?.[1] ?? '';
  const client = makeClient(parley.url);
  const [ada, bob] = [await client.register(), await client.register()];
  for (const text of ['One', 'Two']) await client.send(ada, bob, text);
  const { body } = await client.call('POST', '/realtime/ticket', { token: ada.token });
  const socket = await openSocket(`${parley.url.replace('http', 'ws')}/ws?ticket=${body.ticket}`);
  onTestFinished(() => socket.close());
  await client.call('GET', '/conversations');

  const read = async () => (await fetch(url)).text();
  await expect
    .poll(async () => figureOf(await read(), 'parley_backup_last_success_timestamp_seconds'))
    .toBeGreaterThan(0);
  const response = await fetch(url);
  const text = await response.text();
  const value = (name: string) => figureOf(text, name);

  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(value('parley_sends_total')).toBe(2);
  expect(value('parley_sockets')).toBe(1);
  expect(text).toMatch(
    /^parley_request_duration_seconds_count\{route="GET \/api\/conversations",status="401"\} 1$/m,
  );
  expect(value('parley_commit_duration_seconds_count')).toBeGreaterThan(2);
  expect(value('parley_backlog{kind="removals"}')).toBe(0);
  expect(value('parley_stored_bytes{kind="data_file"}')).toBeGreaterThanOrEqual(4_096);
  expect(value('parley_disk_free_bytes')).toBeGreaterThan(0);
  expect(value('parley_backup_failed')).toBe(0);
  expect(value('parley_data_damaged')).toBe(0);
  expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  // No names of people, and nothing on the main address.
  for (const secret of [ada.username, ada.id, bob.username]) expect(text).not.toContain(secret);
  expect((await fetch(`${parley.url}/metrics`)).headers.get('content-type')).not.toMatch(
    /version=/,
  );
  expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404);
  expect(await statusOf(url, 'rebound.example')).toBe(421);
});

test('the main address serves them to the token only', async () => {
  const folder = newFolder();
  const file = join(folder, 'token');
  const token = 'a-token-of-more-than-16-characters';
  writeFileSync(file, `${token}\n`);
  const parley = await start('--metrics-token-file', file);
  const ask = (authorization?: string) =>
    fetch(`${parley.url}/metrics`, authorization ? { headers: { authorization } } : {});
  const answers = await Promise.all([ask(), ask('Bearer wrong'), ask(`Bearer ${token}`)]);

  expect(answers.map(({ status }) => status)).toEqual([401, 401, 200]);
  expect(await answers[2]?.text()).toMatch(/^parley_info\{version="[^"]+"\} 1$/m);
  expect(await answers[0]?.text()).toBe('');
});

test('a token that is missing or short, and a used port, end the start in one line', async () => {
  const folder = newFolder();
  const file = join(folder, 'token');
  writeFileSync(file, 'short');
  const refuse = (...args: string[]) =>
    runParley(['--api-only', '--port', '0', '--data', join(folder, 'data'), ...args]);
  const running = await start();
  const { port } = new URL(running.url);
  const short = await refuse('--metrics-token-file', file);
  const missing = await refuse('--metrics-token-file', join(folder, 'none'));
  const used = await refuse('--metrics-port', port);

  for (const { code, output } of [short, missing, used]) {
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toHaveLength(1);
  }
  expect(short.output).toMatch(/--metrics-token-file must have at least 16 characters/);
  expect(missing.output).toMatch(/--metrics-token-file: ENOENT/);
  expect(used.output).toMatch(/port is taken/);
});
