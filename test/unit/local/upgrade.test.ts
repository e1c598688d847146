import { existsSync, mkdirSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sweepDatabase } from '#functions/adapters/local/index.ts';
import { closeDatabase, openDatabase } from '#functions/adapters/local/open-database.ts';
import { copyBeforeUpgrade } from '#functions/adapters/local/sqlite/copy-before-upgrade.ts';
import { Database, sha256 } from '#functions/adapters/local/sqlite/database.ts';
import { migrations } from '#functions/adapters/local/sqlite/schema.ts';
import { newDataFolder } from '../../support/parley-process.ts';

/** A data file of an earlier version, with a setting that was not yet written from the log to the file. */
const setup = (version: number) => {
  const data = newDataFolder();
  const path = join(data.path, 'parley.db');
  const old = new DatabaseSync(path);
  onTestFinished(() => {
    if (old.isOpen) old.close();
    data.remove();
  });
  old.function('sha256', (value) => sha256(String(value)));
  old.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0');
  for (const sql of migrations.slice(0, version)) old.exec(sql);
  old.exec(`PRAGMA user_version = ${version}; INSERT INTO settings VALUES ('mark', 'here')`);
  return { path, old, copies: join(data.path, 'before-upgrade') };
};

const readCopy = (folder: string) => {
  const db = new DatabaseSync(join(folder, 'parley.db'), { readOnly: true });
  onTestFinished(() => db.close());
  const get = (sql: string) => Object.values(db.prepare(sql).get() ?? {})[0];
  return {
    version: get('PRAGMA user_version'),
    mark: get("SELECT value FROM settings WHERE name = 'mark'"),
    isSound: get('PRAGMA integrity_check'),
  };
};

describe('a data file of an earlier version', () => {
  test('is copied before it is upgraded: complete, sound, for this user only', () => {
    const { path, copies } = setup(4);
    const db = new Database(path);
    onTestFinished(() => db.close());
    const copy = join(copies, 'version-4');

    expect(db.upgrade).toEqual({ from: 4, to: migrations.length, copy });
    expect(readCopy(copy)).toEqual({ version: 4, mark: 'here', isSound: 'ok' });
    expect(statSync(join(copy, 'parley.db')).mode & 0o777).toBe(0o600);
    expect(statSync(copy).mode & 0o777).toBe(0o700);
    expect(db.get("SELECT value FROM settings WHERE name = 'mark'")).toEqual({ value: 'here' });
  });

  test('is not copied again once it is upgraded', () => {
    const { path, copies } = setup(4);
    new Database(path).close();
    const { mtimeMs } = statSync(join(copies, 'version-4'));
    const again = new Database(path);
    again.close();

    expect(again.upgrade).toBeUndefined();
    expect(readdirSync(copies)).toEqual(['version-4']);
    expect(statSync(join(copies, 'version-4')).mtimeMs).toBe(mtimeMs);
  });

  test('is not changed without its copy: where there is no place for one', () => {
    const { path, old, copies } = setup(4);
    mkdirSync(join(copies, 'version-4.draft', 'kept'), { recursive: true });
    const size = statSync(path).size + statSync(`${path}-wal`).size;

    expect(() => copyBeforeUpgrade(old, path, 4, () => 2 * size - 1)).toThrow(
      /need \d+ MB, and \d+ MB are free/,
    );
    expect(old.prepare('PRAGMA user_version').get()).toEqual({ user_version: 4 });
    expect(copyBeforeUpgrade(old, path, 4, () => 2 * size)).toBe(join(copies, 'version-4'));
    // An unknown size of the disk prevents nothing, and the rest of an interrupted copy is replaced.
    expect(copyBeforeUpgrade(old, path, 4, () => null)).toBe(join(copies, 'version-4'));
    expect(readdirSync(copies)).toEqual(['version-4']);
  });

  test('has the copies of its last three versions', () => {
    const { path, old, copies } = setup(4);
    for (const version of [1, 2, 3]) {
      const copy = copyBeforeUpgrade(old, path, version);
      utimesSync(copy, version, version);
    }
    copyBeforeUpgrade(old, path, 4);

    expect(readdirSync(copies).sort()).toEqual(['version-2', 'version-3', 'version-4']);
  });
});

test('a copy is removed after two weeks, also one that was interrupted: it has what was deleted since', async () => {
  const { path, copies } = setup(4);
  mkdirSync(join(copies, 'version-3.draft'), { recursive: true });
  const env = { TABLE_NAME: path };
  openDatabase(env);
  onTestFinished(() => closeDatabase(env));
  const age = (name: string, days: number): void => {
    const at = Date.now() / 1_000 - days * 86_400;
    utimesSync(join(copies, name), at, at);
  };
  age('version-3.draft', 15);
  age('version-4', 13);

  await sweepDatabase(env);
  expect(readdirSync(copies)).toEqual(['version-4']);

  age('version-4', 14);
  await sweepDatabase(env);
  expect(readdirSync(copies)).toEqual([]);
});

test('a new data file has no copy', () => {
  const data = newDataFolder();
  const db = new Database(join(data.path, 'parley.db'));
  db.close();
  const isCopied = existsSync(join(data.path, 'before-upgrade'));
  data.remove();

  expect([db.upgrade, isCopied]).toEqual([undefined, false]);
});

test('a data file of a newer version is refused in a sentence, and not changed', () => {
  const { path, old, copies } = setup(4);
  old.exec('PRAGMA user_version = 1000');

  expect(() => new Database(path)).toThrow(/has version 1000, .* use a newer Parley/);
  expect(old.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1000 });
  expect(existsSync(copies)).toBe(false);
});
