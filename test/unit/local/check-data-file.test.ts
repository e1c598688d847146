import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { checkDataFile } from '#functions/adapters/local/check/check-data-file.ts';
import { startCheck } from '#functions/adapters/local/check/start-check.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { damageTable } from '../../support/data/damage.ts';
import { newDataFolder } from '../../support/parley-process.ts';

const setup = () => {
  const data = newDataFolder();
  onTestFinished(data.remove);
  const file = join(data.path, 'parley.db');
  const db = new Database(file);
  let isClosed = false;
  const close = (): void => {
    if (!isClosed) db.close();
    isClosed = true;
  };
  onTestFinished(close);
  return { file, db, close };
};
const fast = { isSlow: false, pragma: 'quick_check' } as const;

test('a sound data file has no damage, also while it is open', async () => {
  const { file, db } = setup();
  await db.write(() => db.run("INSERT INTO settings VALUES ('n', 'x')"));

  const damage = await checkDataFile(file, fast);
  const { damage: slow } = await startCheck(file, 'slow').result;

  expect([damage, slow]).toEqual([null, null]);
});

test.each(['messages', 'blocks_by_other', 'photos'])(
  'damage of %s is found, at each pace',
  async (table) => {
    const { file, close } = setup();
    close();
    damageTable(file, table);

    const damage = await checkDataFile(file, fast);
    const { damage: slow } = await startCheck(file, 'slow').result;

    expect(damage).toMatch(/page|malformed|invalid/i);
    expect(slow).toBe(damage);
  },
);

test('an index with other entries than its table is found', async () => {
  const { file, db, close } = setup();
  await db.write(() => db.run("INSERT INTO counters VALUES ('k', 5, 1)"));
  close();
  const raw = new DatabaseSync(file);
  raw.enableDefensive(false);
  // The page of an empty index takes the place of the right one.
  raw.exec(`PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET rootpage =
      (SELECT rootpage FROM sqlite_schema WHERE name = 'blocks_by_other')
    WHERE name = 'counters_by_end'`);
  raw.close();

  expect(await checkDataFile(file, fast)).toMatch(/counters_by_end/);
});

test('a file of another kind is damage, and a missing file an error', async () => {
  const { file } = setup();
  const other = `${file}.other`;
  writeFileSync(other, 'no database, whatever its name says');

  expect(await checkDataFile(other, fast)).toMatch(/not a database/);
  await expect(startCheck(`${file}.missing`, 'fast').result).rejects.toThrow(/unable to open/);
});

test('a check that is stopped has no result', async () => {
  const { file } = setup();
  const check = startCheck(file, 'slow');
  check.stop();

  await expect(check.result).rejects.toThrow();
});
