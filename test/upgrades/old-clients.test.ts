import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endWithUs } from '../support/end-with-us.ts';
import { writeOldData } from '../support/old-data/old-data-folder.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../support/parley-process.ts';
import { changedOnPurpose, previous, unpackPrevious } from './previous-version.ts';

const data = newDataFolder();
const checkout = mkdtempSync(join(tmpdir(), 'parley-previous-'));
let parley: ParleyProcess;

beforeAll(async () => {
  unpackPrevious(checkout);
  // With the packages of this version.
  symlinkSync(resolve('node_modules'), join(checkout, 'node_modules'));
  // Its tests send files to people who never met: docs/compatibility.md says that requests differ.
  parley = await startParley(['--data', data.path, '--api-only', '--requests', 'off']);
});
afterAll(async () => {
  await parley.stop();
  data.remove();
  rmSync(checkout, { recursive: true });
});

interface Report {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Runs the end-to-end files of the previous version, a client of its API, against this server. */
const runPreviousTests = async (): Promise<Report> => {
  const file = join(checkout, 'report.json');
  await new Promise<void>((done) => {
    const child = execFile(
      process.execPath,
      [
        ...[
          'node_modules/vitest/vitest.mjs',
          'run',
          'test/e2e/',
          '--project=e2e',
          '--exclude=test/e2e/local/**',
        ],
        ...['--reporter=json', `--outputFile=${file}`],
      ],
      {
        cwd: checkout,
        env: { ...process.env, PARLEY_BASE_URL: parley.url, PARLEY_RECORD: '' },
        maxBuffer: 64 * 1024 * 1024,
      },
      // It exits with 1, since some tests fail on purpose.
      () => done(),
    );
    endWithUs(child);
  });
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
};

test(`a client of version ${previous.version} works with this server, but for what the changelog names`, async () => {
  const { testResults } = await runPreviousTests();
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const named = (status: string) =>
    results.filter((result) => result.status === status).map(({ fullName }) => fullName);

  expect(testResults.filter(({ assertionResults }) => assertionResults.length === 0)).toEqual([]);
  expect(named('failed').sort()).toEqual([...changedOnPurpose].sort());
  expect(named('passed').length).toBeGreaterThanOrEqual(previous.passing);
}, 600_000);

test(`version ${previous.version} restores the copy that was made before the upgrade of its data file`, async () => {
  const old = newDataFolder();
  writeOldData(old.path);
  const upgrading = await startParley(['--data', old.path, '--api-only']);
  await upgrading.stop();
  const args = ['--from', join(old.path, 'before-upgrade/version-4'), '--data', old.path];
  const { status, stdout } = spawnSync(
    process.execPath,
    ['scripts/backup/restore.ts', ...args, '--replace'],
    { cwd: checkout, encoding: 'utf8' },
  );
  const db = new DatabaseSync(join(old.path, 'parley.db'), { readOnly: true });
  const version = db.prepare('PRAGMA user_version').get();
  db.close();
  old.remove();

  expect([status, stdout]).toEqual([0, expect.stringContaining('3 users and 5 messages')]);
  expect(version).toEqual({ user_version: 4 });
});
