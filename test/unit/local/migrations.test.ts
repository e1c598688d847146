import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { sqliteAttachmentStore } from '#functions/adapters/local/sqlite/attachment-store.ts';
import { SqliteConversationStore } from '#functions/adapters/local/sqlite/conversation-store.ts';
import { Database, sha256 } from '#functions/adapters/local/sqlite/database.ts';
import { sqliteInviteStore } from '#functions/adapters/local/sqlite/invite-store.ts';
import { storedBytes } from '#functions/adapters/local/sqlite/migrations/0011-stored-bytes.ts';
import { reactions } from '#functions/adapters/local/sqlite/migrations/0016-reactions.ts';
import { migrations } from '#functions/adapters/local/sqlite/schema.ts';
import { SqliteUserStore } from '#functions/adapters/local/sqlite/user-store.ts';
import { anInvite, aRegistration } from '../../support/builders.ts';
import { fakeClock } from '../../support/fakes.ts';

/** A data file of an older version. */
const setup = (version: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'parley.db');
  const old = new DatabaseSync(path);
  old.function('sha256', (value) => sha256(String(value)));
  for (const sql of migrations.slice(0, version)) old.exec(sql);
  old.exec(`PRAGMA user_version = ${version}`);
  return { path, old };
};

test('invitations from before their codes were hashed stay valid, and their codes are removed', async () => {
  const { path, old } = setup(3);
  const invite = anInvite();
  old.prepare('INSERT INTO invites VALUES (?, ?)').run(invite.code, invite.expiresAt);
  old.close();

  const db = new Database(path);
  const stored = JSON.stringify(db.all('SELECT * FROM invites'));
  const found = await sqliteInviteStore(db, fakeClock()).find(invite.code);
  db.close();

  expect(stored).not.toContain(invite.code);
  const { expiresAt } = invite;
  expect(found).toEqual({ inviterId: null, expiresAt, usedBy: null });
});

test('e-mail addresses in an older data file need not be unique, and no data is lost', async () => {
  const { path, old } = setup(4);
  const addUser = old.prepare('INSERT INTO users VALUES (?, ?, ?, ?, 1, 1, 2, 3, 4, 5, 6, 7)');
  addUser.run('1', 'ann', 'ann', 'ann@example.com');
  addUser.run('2', 'bob', 'bob', null);
  old.exec(
    `INSERT INTO user_grams VALUES ('ann', 'ann', '1'), ('bob', 'bob', '2');
     INSERT INTO blocks VALUES ('1', '2')`,
  );
  const before = old.prepare('SELECT * FROM users').all();
  old.close();

  const db = new Database(path);
  const after = db.all('SELECT * FROM users');
  const users = new SqliteUserStore(db, fakeClock());
  const claimed = await users.claim(aRegistration({ email: 'ann@example.com' }));
  const deleteUser = db.write(() => db.run("DELETE FROM users WHERE id = '2'"));
  await expect(deleteUser).rejects.toThrow('FOREIGN KEY');
  const kept = ['user_grams', 'blocks'].map((table) => db.all(`SELECT * FROM ${table}`).length);
  db.close();

  expect(after).toMatchObject(before);
  expect([claimed, ...kept]).toEqual(['claimed', 2, 1]);
});

test('a data file with dangling references is refused before anything is changed', () => {
  const { path, old } = setup(4);
  old.exec("PRAGMA foreign_keys = OFF; INSERT INTO blocks VALUES ('1', '2')");
  old.close();

  expect(() => new Database(path)).toThrow('blocks');

  const still = new DatabaseSync(path);
  onTestFinished(() => still.close());
  expect(still.prepare('PRAGMA user_version').get()).toEqual({ user_version: 4 });
});

test('the storage of each user of an older data file is counted, and continues from there', async () => {
  const { path, old } = setup(migrations.indexOf(storedBytes));
  const add = old.prepare(
    `INSERT INTO attachments VALUES (?, ?, 'a', 'b', ?, NULL, NULL, 'complete', NULL, NULL, NULL, 1, 2)`,
  );
  old.exec('PRAGMA foreign_keys = OFF');
  const addUser = old.prepare(
    `INSERT INTO users VALUES (?, ?, ?, NULL, 1, 1, 2, 3, 4, 5, 6, 7, '', 1, 1)`,
  );
  for (const id of ['ann', 'bob', 'cho']) addUser.run(id, id, id);
  add.run('1', 'ann', 300);
  add.run('2', 'ann', 50);
  add.run('3', 'bob', 7);
  old.close();

  const db = new Database(path);
  const store = sqliteAttachmentStore(db, fakeClock({ now: 0 }));
  const used = () => Promise.all(['ann', 'bob', 'cho'].map((id) => store.usedBytes(id)));
  const before = await used();
  await store.discard('1', 'complete');
  const after = await used();
  db.close();

  expect([before, after]).toEqual([
    [350, 7, 0],
    [50, 7, 0],
  ]);
});

test('an older log stays as it is, and takes reactions', async () => {
  const { path, old } = setup(migrations.indexOf(reactions));
  old.exec(
    `INSERT INTO users VALUES ('ann', 'ann', 'ann', NULL, 1, 1, 2, 3, 4, 5, 6, 7, '', 1, 1);
     INSERT INTO conversations VALUES ('c', 'ann', 'ann', 4, 4, 1, 'ann', '', 0, 0, 1, 1, 1);
     INSERT INTO members (user_id, conversation_id, read_seq, unread, received, sent, activity_at)
       VALUES ('ann', 'c', 0, 0, 0, 0, 1);
     INSERT INTO messages VALUES ('c', 1, 4, 'ann', 'ann', 'Hello', NULL, 'x', NULL, 2, 1, NULL, 1, 2, 0);
     INSERT INTO records VALUES ('c', 2, 'edit', 1), ('c', 3, 'read', 1)`,
  );
  old.close();

  const db = new Database(path);
  await db.write(() => db.run("INSERT INTO records VALUES ('c', 4, 'reaction', 1)"));
  const stored = await new SqliteConversationStore(db, fakeClock()).readLog('c', {
    after: 0,
    limit: 9,
  });
  const invented = db.write(() => db.run("INSERT INTO records VALUES ('c', 5, 'wink', 1)"));
  await expect(invented).rejects.toThrow('CHECK');
  db.close();

  expect(stored.map(({ kind }) => kind)).toEqual(['message', 'edit', 'read', 'reaction']);
  expect(stored[0]?.message).toMatchObject({ content: 'Hello', reactions: [] });
});

test.each([...migrations.keys()])(
  'a data file of version %i is migrated to the current version',
  (version) => {
    const { path, old } = setup(version);
    old.close();

    const db = new Database(path);
    const schema = db.all('SELECT name, sql FROM sqlite_schema ORDER BY name');
    db.close();
    const fresh = new Database(':memory:');
    const expected = fresh.all('SELECT name, sql FROM sqlite_schema ORDER BY name');
    fresh.close();

    expect(schema).toEqual(expected);
  },
);
