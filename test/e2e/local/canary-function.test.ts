import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleFunction } from '../../../lib/bundling/bundle-function.ts';
import { makeClient, newName, password } from '../../support/client.ts';
import { endWithUs } from '../../support/end-with-us.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';
import { type AwsAnswer, awsError, scriptedAws } from '../../support/ports/scripted-aws.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-canary-function-'));
const data = newDataFolder();
let parley: ParleyProcess;
let stored: string;

beforeAll(async () => {
  bundleFunction('functions/triggers/canary', folder);
  parley = await startParley(['--data', data.path, '--api-only']);
  const client = makeClient(parley.url);
  const people = [
    await client.register(newName('canary')),
    await client.register(newName('canary')),
  ];
  stored = JSON.stringify(people.map(({ username }) => ({ username, password })));
});
afterAll(async () => {
  await parley.stop();
  data.remove();
  rmSync(folder, { recursive: true });
});

/** Invokes the bundled function like Lambda, with this response from Systems Manager. */
const invoke = async (answer: AwsAnswer) => {
  const systemsManager = await scriptedAws(() => answer);
  const file = pathToFileURL(join(folder, 'index.mjs')).href;
  const script = `const { handler } = await import('${file}'); await handler(); process.exit(0);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: systemsManager.endpoint,
      CANARY_URL: parley.url,
      CANARY_PARAMETER: '/parley/test/canary',
      METRICS_STAGE: 'test',
    },
  });
  endWithUs(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  systemsManager.close();
  return { code, output, calls: systemsManager.calls };
};

test('the function runs the two accounts and emits the seconds', async () => {
  const { code, output, calls } = await invoke({
    status: 200,
    body: { Parameter: { Value: stored } },
  });

  const line = JSON.parse(output);
  expect(code).toBe(0);
  expect(calls.map(({ body }) => body)).toEqual([
    { Name: '/parley/test/canary', WithDecryption: true },
  ]);
  expect(line).toMatchObject({ level: 'INFO', message: 'canary', stage: 'test', CanaryFailed: 0 });
  expect(line.CanarySeconds).toBeGreaterThan(0);
  expect(Object.keys(line.steps)).toContain('receive');
  const [{ Namespace, Metrics }] = line._aws.CloudWatchMetrics;
  expect(Namespace).toBe('Parley');
  expect(Metrics).toEqual([
    { Name: 'CanaryFailed', Unit: 'Count' },
    { Name: 'CanarySeconds', Unit: 'Seconds' },
  ]);
  expect(output).not.toContain(password);
});

test.each([
  ['nobody has stored accounts', awsError('ParameterNotFound'), /missing or cannot be read/],
  ['it may not read them', awsError('AccessDeniedException'), /missing or cannot be read/],
  [
    'their password is another one',
    {
      status: 200,
      body: {
        Parameter: {
          Value:
            '[{"username":"canary-a","password":"Wrong-Pass-1"},{"username":"canary-b","password":"Wrong-Pass-1"}]',
        },
      },
    },
    /401 invalid_credentials/,
  ],
])('the function emits a failure if %s', async (_, answer, reason) => {
  const { code, output } = await invoke(answer);

  const line = JSON.parse(output);
  expect(code).toBe(0);
  expect(line).toMatchObject({ level: 'ERROR', CanaryFailed: 1, step: 'sign-in' });
  expect(line.reason).toMatch(reason);
  expect(line).not.toHaveProperty('CanarySeconds');
  expect(output).not.toContain('Wrong-Pass-1');
});
