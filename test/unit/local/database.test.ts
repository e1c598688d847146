import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { newDataFolder } from '../../support/parley-process.ts';

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0).reverse()) end();
});

/** A data file as its writer and another process see it. */
const setup = () => {
  const data = newDataFolder();
  const path = join(data.path, 'parley.db');
  const db = new Database(path);
  const other = new Database(path);
  endings.push(
    data.remove,
    () => db.close(),
    () => other.close(),
  );
  const put = (name: string) => () => db.run('INSERT INTO settings VALUES (?, ?)', name, 'x');
  const names = (seen: Database) =>
    seen
      .all("SELECT name FROM settings WHERE name LIKE 'n%' ORDER BY name")
      .map(({ name }) => name);
  return { db, other, path, put, names };
};

describe('writeSoon', () => {
  test('is visible here at once, and to others with the next write', async () => {
    const { db, other, put, names } = setup();

    expect(db.writeSoon(put('n1'))).toBe(1);
    expect(names(db)).toEqual(['n1']);
    expect(names(other)).toEqual([]);
    await db.write(put('n2'));

    expect(names(other)).toEqual(['n1', 'n2']);
  });

  test('commits without another write', async () => {
    const { db, other, put, names } = setup();
    db.writeSoon(put('n1'));

    await expect.poll(() => names(other)).toEqual(['n1']);
  });

  test('is committed by a close', () => {
    const { other, path, names } = setup();
    const brief = new Database(path);
    brief.writeSoon(() => brief.run("INSERT INTO settings VALUES ('n1', 'x')"));
    brief.close();

    expect(names(other)).toEqual(['n1']);
  });

  test('rolls back alone when it fails, and so does a write in the same commit', async () => {
    const { db, other, put, names } = setup();
    db.writeSoon(put('n1'));

    expect(() => db.writeSoon(put('n1'))).toThrow('UNIQUE');
    await expect(db.write(put('n1'))).rejects.toThrow('UNIQUE');
    await db.write(put('n2'));

    expect(names(other)).toEqual(['n1', 'n2']);
  });
});
