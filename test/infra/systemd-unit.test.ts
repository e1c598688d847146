import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { hasCapability } from '../support/capabilities.ts';
import { isInstalled } from '../support/processes.ts';

const unit = 'local/parley.service';
const text = readFileSync(unit, 'utf8');
const valuesOf = (key: string): string[] =>
  [...text.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value);
const canAnalyse = hasCapability(
  'checks of the systemd unit',
  isInstalled('systemd-analyze', '--version')
    ? null
    : 'systemd-analyze was not found (Debian: apt-get install systemd)',
);

/** As documented: systemd's scale is from 0, no exposure, to 10. */
const maxExposure = 1.5;

test('the unit starts Parley with the flags of npm start', () => {
  const [command = ''] = valuesOf('ExecStart');
  const [, flags = ''] = /^node (.*) local\/main\.ts$/.exec(manifest.scripts.start) ?? [];

  expect(flags).not.toBe('');
  expect(command).toContain(` node ${flags} local/main.ts --data=/var/lib/parley `);
});

test('the container starts Parley with the flags of npm start', () => {
  const [, list = ''] = /^ENTRYPOINT (.*)$/m.exec(readFileSync('Dockerfile', 'utf8')) ?? [];
  const command: string[] = JSON.parse(list);

  expect(command.slice(0, command.indexOf('local/main.ts') + 1)).toEqual(
    manifest.scripts.start.split(' '),
  );
});

test.skipIf(!canAnalyse)('the unit is valid, and a mistake would be found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-unit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'parley.service');
  const verify = (mistake: string) => {
    writeFileSync(path, text.replace('ProtectSystem=strict', mistake));
    return spawnSync('systemd-analyze', ['verify', '--man=no', path], { encoding: 'utf8' }).stderr;
  };
  const aboutUnit = (output: string) =>
    output
      .split('\n')
      .filter((line) => line.includes('parley') && !line.includes('not executable'));

  expect(aboutUnit(verify('ProtectSystem=strict'))).toEqual([]);
  expect(aboutUnit(verify('ProtectSystem=maybe'))).toHaveLength(1);
});

test.skipIf(!canAnalyse)(`the unit's exposure is at most ${maxExposure}`, () => {
  const args = ['security', '--offline=yes', '--no-pager', unit];
  const { stdout } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  const [, exposure] = /Overall exposure level for parley\.service: ([\d.]+)/.exec(stdout) ?? [];

  expect(Number(exposure)).toBeLessThanOrEqual(maxExposure);
  expect(Number(exposure)).toBeGreaterThan(0);
});
