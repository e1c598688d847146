import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { GroupCommit } from '#functions/adapters/local/sqlite/commit/group-commit.ts';

/** Commits to a database in memory, and a disk that stores when the test says so. */
const setup = () => {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE names (name TEXT PRIMARY KEY)');
  const executed: string[] = [];
  const syncs: ((error: unknown) => void)[] = [];
  const connection = {
    get isTransaction() {
      return db.isTransaction;
    },
    begin: () => connection.execute('BEGIN IMMEDIATE'),
    execute: (sql: string) => {
      executed.push(sql);
      db.exec(sql);
    },
    rolledBack() {},
  };
  const disk = {
    start: (done: (error: unknown) => void) => syncs.push(done),
    now() {},
    close() {},
  };
  const commits = new GroupCommit(connection, disk);
  const put = (name: string) => () => {
    db.prepare('INSERT INTO names VALUES (?)').run(name);
    commits.hasChanges = true;
  };
  const settled: string[] = [];
  const write = (name: string): Promise<void> =>
    commits.write(put(name)).then(
      () => void settled.push(name),
      () => void settled.push(`${name} failed`),
    );
  const names = () =>
    db
      .prepare('SELECT name FROM names ORDER BY name')
      .all()
      .map((row) => row['name']);
  return { commits, executed, syncs, put, settled, write, names };
};

test('a write is answered once the disk has it, and what is read meanwhile waits for that', async () => {
  const { commits, syncs, settled, write, names } = setup();
  const written = write('a');
  await expect.poll(() => syncs.length).toBe(1);

  expect(names()).toEqual(['a']);
  const durable = commits.durable()?.then(() => settled.push('read'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(settled).toEqual([]);

  syncs[0]?.(null);
  await Promise.all([written, durable]);
  expect(settled).toEqual(['a', 'read']);
  expect(commits.durable()).toBeNull();
});

test('writes that arrive during a sync share the next transaction', async () => {
  const { executed, syncs, write, names } = setup();
  const first = write('a');
  await expect.poll(() => syncs.length).toBe(1);
  const others = [write('b'), write('c')];
  await new Promise((resolve) => setImmediate(resolve));
  expect(names()).toEqual(['a']);

  syncs[0]?.(null);
  await first;
  await expect.poll(() => syncs.length).toBe(2);
  syncs[1]?.(null);
  await Promise.all(others);

  expect(executed).toEqual(['BEGIN IMMEDIATE', 'COMMIT', 'BEGIN IMMEDIATE', 'COMMIT']);
});

test('a write that fails is rolled back alone', async () => {
  const { commits, syncs, put, settled, write, names } = setup();
  commits.writeSoon(put('soon'));
  const all = Promise.all([write('a'), write('a'), write('b')]);
  await expect.poll(() => syncs.length).toBe(1);
  syncs[0]?.(null);
  await all;

  expect(settled.toSorted()).toEqual(['a', 'a failed', 'b']);
  expect(names()).toEqual(['a', 'b', 'soon']);
});

test('what is written soon, during a sync, is committed after it', async () => {
  const { commits, executed, syncs, put, write } = setup();
  const first = write('a');
  await expect.poll(() => syncs.length).toBe(1);
  commits.writeSoon(put('soon'));
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(executed.filter((sql) => sql === 'COMMIT')).toHaveLength(1);

  syncs[0]?.(null);
  await first;
  await expect.poll(() => executed.filter((sql) => sql === 'COMMIT').length).toBe(2);
});

test('nothing is answered after the disk has failed', async () => {
  const { commits, syncs, settled, write } = setup();
  const written = write('a');
  await expect.poll(() => syncs.length).toBe(1);
  syncs[0]?.(new Error('EIO'));
  await written;

  expect(settled).toEqual(['a failed']);
  expect(commits.broken).toEqual(new Error('EIO'));
});
