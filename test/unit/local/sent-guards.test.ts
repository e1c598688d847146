import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import {
  findGuard,
  packGuards,
  putGuard,
  sweepGuards,
} from '#functions/adapters/local/sqlite/guards/sent-guards.ts';
import { newDataFolder } from '../../support/parley-process.ts';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const hash = Buffer.alloc(32, 7).toString('base64url');
const guardOf = (n: number, expiresAt = 100) => ({
  senderId: id(1),
  clientId: id(n),
  seq: n,
  requestHash: hash,
  expiresAt,
});

/** A data file with guards as an earlier version stored them. */
const setup = (count: number) => {
  const data = newDataFolder();
  onTestFinished(data.remove);
  const path = join(data.path, 'parley.db');
  new Database(path).close();
  const raw = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  const insert = raw.prepare('INSERT INTO sent_guards VALUES (?, ?, ?, ?, ?, ?)');
  for (let n = 0; n < count; n++) insert.run(id(0), id(1), id(n), n, hash, 100);
  raw.close();
  const open = () => {
    const db = new Database(path);
    const left = (table: string) => Number(db.get(`SELECT count(*) AS n FROM ${table}`)?.['n']);
    return { db, left };
  };
  return { open };
};
const found = (db: Database, n: number, now = 50) =>
  findGuard(db, id(0), { senderId: id(1), clientId: id(n) }, now);

test('guards of an earlier version are found before, while and after they are moved, also after a break', async () => {
  const { open } = setup(450);
  const first = open();
  expect(found(first.db, 449)).toEqual(guardOf(449));
  const broken = new AbortController();
  const write = vi.spyOn(first.db, 'write');
  write.mockImplementationOnce(async (work) => {
    broken.abort();
    return first.db.write(work);
  });
  await packGuards(first.db, broken.signal);
  expect(first.left('guards')).toBeGreaterThan(0);
  expect([found(first.db, 0), found(first.db, 449)]).toEqual([guardOf(0), guardOf(449)]);
  expect(first.left('sent_guards')).toBeGreaterThan(0);
  first.db.close();

  const second = open();
  await packGuards(second.db, new AbortController().signal);
  expect([second.left('guards'), second.left('sent_guards')]).toEqual([450, 0]);
  expect([found(second.db, 0), found(second.db, 449)]).toEqual([guardOf(0), guardOf(449)]);
  second.db.close();
});

test('a guard that replaced an expired one stays when the expired one is moved', async () => {
  const { open } = setup(1);
  const { db } = open();
  const renewed = { ...guardOf(0, 300), seq: 9 };
  expect(found(db, 0, 200)).toBeNull();
  await db.write(() => putGuard(db, id(0), renewed));
  await packGuards(db, new AbortController().signal);

  expect(found(db, 0, 200)).toEqual(renewed);
  db.close();
});

test('any client_id is stored as it was sent', async () => {
  const { open } = setup(0);
  const { db } = open();
  const ids = [id(7).replace('8000', 'ABCD'), 'free text', '', id(8)];
  await db.write(() => {
    for (const clientId of ids) putGuard(db, id(0), { ...guardOf(1), clientId, requestHash: 'x' });
  });
  const clientIds = ids.map(
    (clientId) => findGuard(db, id(0), { senderId: id(1), clientId }, 0)?.clientId,
  );

  expect(clientIds).toEqual(ids);
  db.close();
});

test('expired guards are swept in portions, until all have been looked at', async () => {
  const { open } = setup(0);
  const { db, left } = open();
  await db.write(() => {
    for (let n = 0; n < 25; n++) putGuard(db, id(0), guardOf(n, n % 2 === 0 ? 100 : 300));
  });
  await db.write(() => sweepGuards(db, 200, 10));
  expect(left('guards')).toBe(20);
  await db.write(() => sweepGuards(db, 200, 10));
  await db.write(() => sweepGuards(db, 200, 10));

  expect(left('guards')).toBe(12);
  db.close();
});
