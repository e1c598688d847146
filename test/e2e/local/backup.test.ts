import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClient, type TestUser } from '../../support/client.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';

const run = promisify(execFile);
const [data, copy, other] = [newDataFolder(), newDataFolder(), newDataFolder()];
const attachment = '0b0b7a0e-2f4e-4a86-8a55-3f3f5d6f8c11';
let parley: ParleyProcess;

beforeAll(async () => {
  parley = await startParley(['--data', data.path, '--api-only']);
});
afterAll(async () => {
  await parley.stop();
  for (const folder of [data, copy, other]) folder.remove();
});

const script = async (name: string, ...args: string[]) => {
  const flags = ['--disable-warning=ExperimentalWarning', `scripts/backup/${name}.ts`];
  try {
    const { stdout } = await run(process.execPath, [...flags, ...args]);
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, output: stderr };
  }
};

/** Sends messages until stopped; returns the number of acknowledged ones. */
const keepSending = (url: string, from: TestUser, to: TestUser) => {
  let isStopped = false;
  let sent = 0;
  const sending = (async () => {
    while (!isStopped) {
      await makeClient(url).send(from, to, `message ${sent + 1}`);
      sent++;
    }
  })();
  return {
    sent: () => sent,
    stop: async () => {
      isStopped = true;
      await sending;
    },
  };
};

test('a backup of a running server is complete, from a single moment, and can be restored', async () => {
  // Prepare: a user who writes all the time, and an attachment.
  const client = makeClient(parley.url);
  const { ada, bob } = await client.pair();
  mkdirSync(join(data.path, 'files/att'), { recursive: true });
  writeFileSync(join(data.path, 'files/att', attachment), 'bytes');
  const writing = keepSending(parley.url, ada, bob);
  await expect.poll(() => writing.sent()).toBeGreaterThan(20);

  // Act: back up twice meanwhile; then restore elsewhere and start there.
  const before = writing.sent();
  await script('backup', '--data', data.path, '--to', copy.path);
  const made = await script('backup', '--data', data.path, '--to', copy.path);
  await writing.stop();
  const restored = await script('restore', '--from', copy.path, '--data', other.path);
  const second = await startParley(['--data', other.path, '--api-only']);

  // Assert: a gapless sequence, no earlier session, exact counts.
  expect(made).toMatchObject({ code: 0 });
  expect(readdirSync(copy.path).sort()).toEqual(['files', 'parley.db']);
  expect(restored).toMatchObject({ code: 0 });
  const there = makeClient(second.url);
  const former = await there.call('GET', '/conversations', { token: bob.token });
  const refreshed = await there.call('POST', '/auth/refresh', {
    json: { refresh_token: bob.refreshToken },
  });
  expect([former.status, refreshed.status, refreshed.body.reason]).toEqual([
    401,
    401,
    'keys_rotated',
  ]);
  const { username, password } = bob;
  const again = await there.call('POST', '/users/login', { json: { username, password } });
  const token = again.body.access_token;
  const { body: list } = await there.call('GET', '/conversations', { token });
  const [conversation] = list.items;
  expect(conversation.last_seq).toBeGreaterThanOrEqual(before);
  expect(conversation.last_seq).toBeLessThanOrEqual(writing.sent());
  expect(conversation.unread_count).toBe(conversation.last_seq);
  expect(readFileSync(join(other.path, 'files/att', attachment), 'utf8')).toBe('bytes');
  const { body: log } = await there.call('GET', '/auth/events', { token });
  expect(log.items).toMatchObject([
    { type: 'signed_in' },
    { type: 'session_ended', reason: 'keys_rotated' },
    { type: 'signed_in' },
  ]);
  await second.stop();
});

test('an impossible backup or restore fails in one line, and changes nothing', async () => {
  const running = await script('restore', '--from', copy.path, '--data', data.path, '--replace');
  const full = await script('restore', '--from', copy.path, '--data', other.path);
  const nothing = await script('backup', '--data', join(copy.path, 'no'), '--to', other.path);
  const nowhere = await script('backup', '--data', data.path, '--to', '/dev/null/backup');
  writeFileSync(join(copy.path, 'parley.db'), 'not a database');
  const broken = await script('restore', '--from', copy.path, '--data', other.path, '--replace');

  for (const { code, output } of [running, full, nothing, nowhere, broken]) {
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toHaveLength(1);
  }
  expect(running.output).toMatch(/stop it first/);
  expect(full.output).toMatch(/--replace/);
  expect(nowhere.output).toMatch(/dev.null/);
  expect(broken.output).toMatch(/no data file of Parley/);
});
