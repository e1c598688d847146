import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CanaryAccounts } from '#functions/canary/accounts.ts';
import { canarySteps, runCanary } from '#functions/canary/journey.ts';
import { canaryRun } from '#scripts/canary/cost.ts';
import { type Client, makeClient, newName, password } from '../../support/client.ts';
import { endWithUs } from '../../support/end-with-us.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';
import { dropping, failing, instead, onAnswer } from '../../support/verify/breaks.ts';
import { type Sabotage, type Saboteur, startSaboteur } from '../../support/verify/saboteur.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const own = mkdtempSync(join(tmpdir(), 'parley-canary-'));
const data = newDataFolder();
let parley: ParleyProcess;
let saboteur: Saboteur;
let client: Client;
let accounts: CanaryAccounts;

beforeAll(async () => {
  parley = await startParley(['--data', data.path, '--api-only']);
  saboteur = await startSaboteur(parley.url);
  client = makeClient(parley.url);
  const people = [
    await client.register(newName('canary')),
    await client.register(newName('canary')),
  ];
  for (const { token } of people) await client.call('POST', '/auth/logout', { token });
  const [ada, bob] = people.map(({ username }) => ({ username, password }));
  if (!ada || !bob) throw new Error('two are registered');
  accounts = [ada, bob];
});
afterAll(async () => {
  await saboteur.close();
  await parley.stop();
  data.remove();
  rmSync(own, { recursive: true });
});

/** The undeleted messages and the sessions of both accounts of a canary. */
const left = async ([ada]: CanaryAccounts) => {
  const { body } = await client.call('POST', '/auth/token', { json: ada });
  const token = body.access_token;
  const sessions = await client.call('GET', '/auth/sessions', { token });
  const { body: list } = await client.call('GET', '/conversations', { token });
  const [conversation] = list.items;
  const messages = await client.call('GET', `/conversations/${conversation.id}/messages`, {
    token,
  });
  await client.call('POST', '/auth/logout', { token });
  return {
    conversations: list.items.length,
    messages: messages.body.items.filter(
      ({ deleted_at }: { deleted_at: string | null }) => deleted_at === null,
    ).length,
    sessions: sessions.body.items.length - 1,
  };
};

/** Long timeouts, since a busy machine is only slow. */
const patient = { stepMs: () => 60_000, totalMs: 600_000 };
const nothing = { conversations: 1, messages: 0, sessions: 0 };

test('succeeds at a working Parley, and leaves nothing behind', async () => {
  const counts = { calls: 0, framesIn: 0, framesOut: 0 };
  saboteur.sabotage({
    ask: ({ path }) => {
      if (path.startsWith('/api/')) counts.calls += 1;
      return undefined;
    },
    frame: (text) => {
      counts.framesOut += 1;
      return text;
    },
    sent: (data) => {
      counts.framesIn += 1;
      return data;
    },
  });

  const { failure, steps, seconds } = await runCanary(saboteur.url, accounts, patient);

  expect(failure).toBeNull();
  expect(steps.map(({ step }) => step)).toEqual(canarySteps);
  expect(seconds).toBeGreaterThan(0);
  // docs/deploy.md states the cost of this number of calls; a late response may add a read of the log.
  expect(Math.abs(counts.calls - canaryRun.calls)).toBeLessThanOrEqual(3);
  expect(Math.abs(counts.framesOut - canaryRun.framesOut)).toBeLessThanOrEqual(2);
  // API Gateway bills the handshake and the close of each socket, too.
  expect(counts.framesIn + 4).toBe(canaryRun.framesIn);
  expect(await left(accounts)).toEqual(nothing);
});

const breaks: readonly (readonly [step: string, reason: RegExp, sabotage: Sabotage])[] = [
  ['sign-in', /500 internal_error/, instead(/POST \/api\/auth\/token/, failing)],
  ['connect', /not done within/, { handshake: () => 403 }],
  ['send', /not done within/, instead(/POST .*\/messages$/, failing)],
  [
    'send',
    /refused: forbidden/,
    instead(/POST .*\/messages$/, {
      ...failing,
      status: 403,
      body: Buffer.from('{"code":"forbidden"}'),
    }),
  ],
  ['receive', /not done within/, dropping('message:new')],
  ['attachment', /500 internal_error/, instead(/GET \/api\/attachments\//, failing)],
  [
    'attachment',
    /other bytes/,
    onAnswer(/GET (?!\/api\/(?!files))/, (given) => {
      given.body = Buffer.from('other');
    }),
  ],
  ['read', /not done within/, dropping('message:read')],
  ['tidy', /500 internal_error/, instead(/DELETE \/api\/messages/, failing)],
];

test.each(breaks)(
  'fails at %s, says why, and removes what it created: %s',
  async (step, reason, sabotage) => {
    saboteur.sabotage(sabotage);
    const { failure } = await runCanary(saboteur.url, accounts, {
      // Only the step that must time out has a short timeout.
      stepMs: (name) => (name === step ? 2_000 : 60_000),
      totalMs: 600_000,
    });
    saboteur.sabotage({});

    expect(failure).toEqual({ step, reason: expect.stringMatching(reason) });
    expect(JSON.stringify(failure)).not.toContain(password);
    // The next run deletes what this run could not delete.
    if (step === 'tidy')
      expect((await runCanary(saboteur.url, accounts, patient)).failure).toBeNull();
    expect(await left(accounts)).toEqual(nothing);
  },
);

test('ends in time when every step is slow', async () => {
  saboteur.sabotage(dropping('message:new'));

  const { failure, seconds } = await runCanary(saboteur.url, accounts, { totalMs: 2_000 });
  saboteur.sabotage({});

  // Which step times out depends on the machine.
  expect(failure?.reason).toMatch(/not done within [0-2]\.\d seconds/);
  expect(seconds).toBeLessThan(8);
});

/** Runs the command. */
const command = (...args: string[]) =>
  new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = spawn(
      process.execPath,
      ['--import=./local/runtime.js', 'scripts/canary/canary.ts', ...args],
      { cwd: root, env: { ...process.env, NODE_OPTIONS: '' } },
    );
    endWithUs(child);
    let output = '';
    const onOutput = (chunk: Buffer): void => {
      output += chunk;
    };
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
    child.once('close', (code) => resolve({ code, output }));
  });

test('creates its accounts once, prints the seconds and no secret, and exits with 1', async () => {
  const file = join(own, 'made', 'accounts');
  const args = ['--url', saboteur.url, '--accounts', file];

  const first = await command(...args);
  const made = readFileSync(file, 'utf8');
  const second = await command(...args);
  saboteur.sabotage(dropping('message:new'));
  const broken = await command(...args);
  saboteur.sabotage({});

  expect([first.code, second.code, broken.code]).toEqual([0, 0, 1]);
  for (const step of canarySteps)
    expect(second.output).toMatch(new RegExp(`ok +${step} +\\d+\\.\\d\\d s`));
  expect(broken.output).toMatch(/FAIL receive +not done within 8\.0 seconds/);
  expect(broken.output).toContain('docs/runbook.md#canary');
  expect(readFileSync(file, 'utf8')).toBe(made);
  expect(statSync(file).mode & 0o077).toBe(0);
  for (const line of made.trim().split('\n')) {
    expect(first.output + second.output + broken.output).not.toContain(line.split(' ')[1]);
  }
});

test('says what to do if registration is closed', async () => {
  const closed = newDataFolder();
  const other = await startParley([
    '--data',
    closed.path,
    '--api-only',
    '--registration',
    'closed',
  ]);

  const { code, output } = await command('--url', other.url, '--accounts', join(own, 'none'));
  await other.stop();
  closed.remove();

  expect(code).toBe(1);
  expect(output).toContain('registration is not open there: name two accounts with --accounts');
});

test('says in one line that nothing answers', async () => {
  const { code, output } = await command(
    ...['--url', 'http://127.0.0.1:1', '--accounts', join(own, 'nobody')],
  );

  expect(code).toBe(1);
  expect(output).toMatch(
    /^canary: http:\/\/127.0.0.1:1 does not sign in .*: nothing answers there\n$/,
  );
});

test('requires an address or a stage', async () => {
  const { code, output } = await command();

  expect(code).toBe(1);
  expect(output).toMatch(/^canary: pass either --stage or --url/);
});
