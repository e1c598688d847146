import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeClient } from '../../../support/client.ts';
import { damageTable } from '../../../support/data/damage.ts';
import { newDataFolder, runParley, startParley } from '../../../support/parley-process.ts';

const setup = () => {
  const data = newDataFolder();
  onTestFinished(data.remove);
  const args = ['--api-only', '--data', data.path];
  return { folder: data.path, file: join(data.path, 'parley.db'), args };
};
const healthOf = async (url: string) => (await makeClient(url).call('GET', '/health')).body;

test('the data file is checked in the background; a log line and the health have the result', async () => {
  const { folder, args } = setup();
  const parley = await startParley(args);
  const before = await healthOf(parley.url);

  await expect.poll(() => parley.output()).toMatch(/^Data file checked in \d+ s: ok$/m);
  const poll = async () => (await healthOf(parley.url)).data;
  await expect.poll(poll).toBe('ok');
  await parley.stop();

  expect(before).toMatchObject({ status: 'ok', db: 'ok', data: 'unchecked', backlog: 'ok' });
  expect(before).not.toHaveProperty('backup');
  expect(JSON.parse(readFileSync(join(folder, 'check.json'), 'utf8'))).toMatchObject({
    damage: null,
  });
});

test('damage that the start does not meet is found, reported, and refused by the next start', async () => {
  const { folder, file, args } = setup();
  const first = await startParley(args);
  await makeClient(first.url).register();
  await first.stop();
  damageTable(file, 'messages');

  const parley = await startParley(args);
  await expect.poll(() => parley.output()).toMatch(/check failed: the data file is damaged \(/);
  await expect.poll(async () => (await healthOf(parley.url)).data).toBe('damaged');
  await parley.stop();
  const refused = await runParley(['--port', '0', ...args]);
  rmSync(join(folder, 'parley.db'));
  const mended = await startParley(args);
  const code = await mended.stop();

  expect(refused.code).toBe(1);
  expect(refused.output.trim()).toMatch(
    /^Parley cannot start: the data file is damaged \(.+\): restore a backup with npm run restore$/,
  );
  expect(code).toBe(0);
});

test('damage that the start meets is refused at once', async () => {
  const { file, args } = setup();
  await (await startParley(args)).stop();
  damageTable(file, 'users');

  const { code, output } = await runParley(['--port', '0', ...args]);

  expect(code).toBe(1);
  expect(output.trim()).toMatch(/^Parley cannot start: the data file is damaged \(.+\): restore/);
});
