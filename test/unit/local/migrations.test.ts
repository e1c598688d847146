import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { Database } from '../../../functions/adapters/local/sqlite/database.ts';
import { sqliteInviteStore } from '../../../functions/adapters/local/sqlite/invite-store.ts';
import { migrations } from '../../../functions/adapters/local/sqlite/schema.ts';
import { anInvite } from '../../support/builders.ts';
import { fakeClock } from '../../support/fakes.ts';

/** A data file of an older version. */
const setup = (version: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'parley.db');
  const old = new DatabaseSync(path);
  for (const sql of migrations.slice(0, version)) old.exec(sql);
  old.exec(`PRAGMA user_version = ${version}`);
  return { path, old };
};

test('invitations made before their codes were hashed stay good, and their codes are gone', async () => {
  const { path, old } = setup(3);
  const invite = anInvite();
  old.prepare('INSERT INTO invites VALUES (?, ?)').run(invite.code, invite.expiresAt);
  old.close();

  const db = new Database(path);
  const stored = JSON.stringify(db.all('SELECT * FROM invites'));
  const taken = await sqliteInviteStore(db, fakeClock()).take(invite.code);
  db.close();

  expect(stored).not.toContain(invite.code);
  expect(taken).toEqual(invite);
});

test.each([...migrations.keys()])('a data file of version %i becomes one of today', (version) => {
  const { path, old } = setup(version);
  old.close();

  const db = new Database(path);
  const schema = db.all('SELECT name, sql FROM sqlite_schema ORDER BY name');
  db.close();
  const fresh = new Database(':memory:');
  const expected = fresh.all('SELECT name, sql FROM sqlite_schema ORDER BY name');
  fresh.close();

  expect(schema).toEqual(expected);
});
