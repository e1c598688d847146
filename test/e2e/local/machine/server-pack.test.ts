import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import manifest from '../../../../package.json' with { type: 'json' };
import { makeClient, password } from '../../../support/client.ts';
import { endWithUs } from '../../../support/end-with-us.ts';
import { newDataFolder } from '../../../support/parley-process.ts';

const run = promisify(execFile);
const [pack, data] = [newDataFolder(), newDataFolder()];
/** Without the environment of the tests: no packages and no options but those of the folder. */
const env = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` };
const inFolder = { cwd: pack.path, env };

beforeAll(async () => {
  const script = 'scripts/server-pack/server-pack.ts';
  await run(process.execPath, [script, '--to', pack.path]);
});
afterAll(() => {
  pack.remove();
  data.remove();
});

test('the folder of a server runs without npm: site, API, commands', async () => {
  const options = ['--data', data.path, '--port', '0', '--site', 'site'];
  const [, ...command] = manifest.scripts.start.split(' ');
  const child = spawn(process.execPath, [...command, ...options], inFolder);
  endWithUs(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  await expect.poll(() => output).toMatch(/is ready at \S+/);
  const [, url = ''] = /is ready at (\S+)/.exec(output) ?? [];
  const client = makeClient(url);
  const ada = await client.register();
  const signedIn = await client.call('POST', '/auth/token', {
    json: { username: ada.username, password },
  });
  const page = await fetch(url);
  const { stdout } = await run(
    process.execPath,
    ['--run', 'users', '--', 'list', '--data', data.path],
    inFolder,
  );
  child.kill('SIGTERM');
  await once(child, 'close');

  expect([signedIn.status, page.status]).toEqual([200, 200]);
  expect(await page.text()).toContain('<html');
  expect(stdout).toContain(ada.username);
});

test('it has neither development packages nor the tools for AWS, and says so', async () => {
  const named = (name: string) => existsSync(join(pack.path, 'node_modules', name));
  expect(['zod', 'aws-cdk', 'vite', 'react'].map(named)).toEqual([true, false, false, false]);

  for (const command of [
    ['users', '--', 'list'],
    ['export', '--', '--all', '--to', join(data.path, 'archive')],
  ]) {
    const asked = run(process.execPath, ['--run', ...command, '--stage', 'dev'], inFolder);
    await expect(asked).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^\w+: this folder has no tools for AWS.*\n$/),
    });
  }
});
