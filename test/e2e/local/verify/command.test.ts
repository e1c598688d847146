import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, makeClient } from '../../../support/client.ts';
import { endWithUs } from '../../../support/end-with-us.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../../support/parley-process.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const own = mkdtempSync(join(tmpdir(), 'parley-verify-'));
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
  rmSync(own, { recursive: true });
});

/** Runs the command; `at`: sends SIGINT when this text is printed. */
const verify = (args: readonly string[], at?: string) =>
  new Promise<{ code: number | null; output: string }>((resolve) => {
    const command = ['--import=./local/runtime.js', 'scripts/verify.ts', ...args];
    const child = spawn(process.execPath, command, {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    endWithUs(child);
    let output = '';
    let isInterrupted = false;
    const onOutput = (chunk: Buffer): void => {
      output += chunk;
      if (at === undefined || isInterrupted || !output.includes(at)) return;
      isInterrupted = true;
      child.kill('SIGINT');
    };
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
    child.once('close', (code) => resolve({ code, output }));
  });

/** Accounts of verification runs that a search still finds. */
const found = async (): Promise<string[]> => {
  const { token } = await client.register();
  const { body } = await client.call('GET', '/users/search?q=verify-', { token });
  return body.items.map(({ username }: { username: string }) => username);
};

test('all checks pass on one process, the report has no secret, and no account remains', async () => {
  const file = join(own, 'report.json');

  const { code, output } = await verify(['--url', parley.url, '--api-only', '--report', file]);

  expect(output.match(/^FAIL.*/gm) ?? []).toEqual([]);
  expect(code).toBe(0);
  const text = readFileSync(file, 'utf8');
  const report = JSON.parse(text);
  expect(report.counts).toMatchObject({ failed: 0, warning: 0, 'not yet': 0 });
  expect(report.counts.passed).toBeGreaterThan(50);
  expect(text).not.toMatch(/eyJ[\w-]{8,}\.|V1-[\w-]{16}/);
  for (const { id, outcome, seen } of report.checks) {
    if (outcome === 'skipped') expect(output).toContain(`skip ${id}`);
    expect(seen).not.toBe('');
  }
  expect(report.removed.left).toEqual([]);
  expect(await found()).toEqual([]);
});

test('Ctrl-C ends the checks and removes what they created', async () => {
  const { code, output } = await verify(['--url', parley.url, '--api-only'], 'ok   messages.live');

  expect(code).not.toBe(0);
  expect(output).toMatch(/Interrupted/);
  expect(output).toMatch(
    /removed: \d+ messages deleted, \d+ uploads discarded, [1-9]\d* accounts deactivated/,
  );
  expect(output).not.toMatch(/left behind/);
  expect(output).not.toMatch(/limits\.guesses/);
  expect(await found()).toEqual([]);
});

test('if registration is closed, given accounts are used and kept', async () => {
  const people = [await client.register(), await client.register(), await client.register()];
  await parley.stop();
  parley = await startParley(['--data', data.path, '--api-only', '--registration', 'closed']);
  client = makeClient(parley.url);
  const file = join(own, 'accounts');
  writeFileSync(file, people.map(({ username, password }) => `${username} ${password}\n`).join(''));
  const args = ['--url', parley.url, '--api-only', '--only', 'messages,people,sessions'];

  const without = await verify(args);
  const given = await verify([...args, '--accounts', file]);

  expect(without.output).toMatch(/skip messages\.send.*registration is closed/);
  expect(without.code).toBe(0);
  expect(given.output.match(/^FAIL.*/gm) ?? []).toEqual([]);
  expect(given.output).toMatch(/ok {3}messages\.send/);
  expect(given.output).toMatch(/skip people\.rename.*needs a new account/);
  expect(given.output).toMatch(/ 0 accounts deactivated/);
  for (const { username, password } of people) {
    const signedIn = await client.call('POST', '/auth/token', { json: { username, password } });
    expect(signedIn.status).toBe(200);
  }
});

test('lists its checks, and refuses unknown ones', async () => {
  const list = await verify(['--list']);
  const unknown = await verify(['--url', parley.url, '--only', 'nothing']);
  const neither = await verify([]);

  expect(list.output).toMatch(/^site\.page +the site responds$/m);
  expect([list.code, unknown.code, neither.code]).toEqual([0, 1, 1]);
  expect(unknown.output).toBe('verify: no check begins with "nothing": see --list\n');
  expect(neither.output).toMatch(/^verify: pass either --stage or --url/);
});
