import { cpSync, existsSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { examine, mendAll } from '#functions/adapters/local/doctor/doctor.ts';
import { makeUploads, note } from '../../../support/attachments.ts';
import { makeClient } from '../../../support/client.ts';
import { damageTable } from '../../../support/data/damage.ts';
import { newDataFolder, startParley } from '../../../support/parley-process.ts';

const sound = newDataFolder();
let attachment: string;

/** Two users with messages of every kind: read, deleted, edited, with a file, and a note to oneself. */
beforeAll(async () => {
  const parley = await startParley(['--data', sound.path, '--api-only']);
  const client = makeClient(parley.url);
  const { call } = client;
  const { ada, bob } = await client.pair();
  const send = async (json: object): Promise<string> =>
    (await call('POST', '/messages', { token: ada.token, json: { receiver_id: bob.id, ...json } }))
      .body.id;
  const first = await send({ text: 'One' });
  const { body } = await call('GET', '/conversations', { token: ada.token });
  const path = `/conversations/${body.items[0].id}`;
  await call('POST', `${path}/read`, { token: bob.token, json: { seq: 1 } });
  const gone = await send({ text: 'Two' });
  await call('DELETE', `/messages/${gone}`, { token: ada.token });
  await call('PATCH', `/messages/${first}`, { token: ada.token, json: { content: 'Uno' } });
  attachment = await makeUploads(client).attach(ada, note('Note G'));
  const json = { content: 'Three', attachment_ids: [attachment] };
  await call('POST', `${path}/messages`, { token: ada.token, json });
  await call('POST', `${path}/messages`, { token: bob.token, json: { content: 'Four' } });
  await client.send(ada, ada, 'A note');
  await parley.stop();
});
afterAll(sound.remove);

/** A copy of the sound folder. */
const copy = () => {
  const folder = newDataFolder();
  onTestFinished(folder.remove);
  cpSync(sound.path, folder.path, { recursive: true });
  const file = join(folder.path, 'parley.db');
  const sql = (text: string): void => {
    const db = new DatabaseSync(file);
    db.exec(`PRAGMA foreign_keys = OFF; ${text}`);
    db.close();
  };
  return { folder: folder.path, file, sql, att: join(folder.path, 'files/att') };
};
const problemsOf = async (folder: string) => (await examine(folder)).map(({ problem }) => problem);

/** Everything that people see, without versions, which a mended conversation increments. */
const contentOf = (file: string) => {
  const db = new DatabaseSync(file, { readOnly: true });
  const all = (query: string) => db.prepare(query).all();
  const content = [
    all('SELECT id, seq, last_seq, last_sender_id, last_preview, last_deleted FROM conversations'),
    all('SELECT * FROM members ORDER BY user_id, conversation_id'),
    all('SELECT * FROM messages ORDER BY conversation_id, seq'),
    all('SELECT * FROM stored_bytes WHERE used > 0'),
  ];
  db.close();
  return content;
};

test('a sound data folder has no findings', async () => {
  const { folder } = copy();

  expect(await examine(folder)).toEqual([]);
});

const longest = '(SELECT id FROM conversations ORDER BY seq DESC LIMIT 1)';

describe('damage that can be mended is named, and mended to what it was', () => {
  test.each([
    ['UPDATE members SET unread = unread + 1', '3 members have other counts'],
    ['UPDATE members SET sent = 9, received = 9 WHERE unread = 1', '2 members have other counts'],
    [`UPDATE conversations SET seq = 1 WHERE id = ${longest}`, '1 conversations have a sequence'],
    [
      `UPDATE conversations SET last_seq = 1, last_preview = 'x' WHERE id = ${longest}`,
      '1 conversations show another last message',
    ],
    ['UPDATE conversations SET last_seq = NULL', '2 conversations show another last message'],
    ['UPDATE members SET activity_at = 5', '3 members have another place'],
    ['UPDATE messages SET attachments = 2 WHERE attachments = 1', '1 messages have another number'],
    ['UPDATE stored_bytes SET used = used + 1', '1 users have another storage use'],
    ['DELETE FROM stored_bytes', '1 users have another storage use'],
    [
      "INSERT INTO user_grams VALUES ('abc', 'abc', 'nobody')",
      '1 rows of user_grams without their row of users',
    ],
    ["INSERT INTO blob_removals VALUES ('att/x', 10, 1, 1)", '1 removals of files were given up'],
  ])('%s', async (damage, problem) => {
    const { folder, file, sql } = copy();
    const before = contentOf(file);
    sql(damage);

    const found = await examine(folder);
    mendAll(folder, found);

    expect(found.map((finding) => finding.problem)).toEqual([expect.stringContaining(problem)]);
    expect(await problemsOf(folder)).toEqual([]);
    expect(contentOf(file)).toEqual(before);
  });

  test('a name that cannot be found, which the next start indexes', async () => {
    const { folder, sql } = copy();
    sql('DELETE FROM user_names');

    const found = await examine(folder);
    mendAll(folder, found);
    await (await startParley(['--data', folder, '--api-only'])).stop();

    expect(found.map(({ problem }) => problem)).toEqual(['2 users cannot be found by their name']);
    expect(await problemsOf(folder)).toEqual([]);
  });

  test('an index that lacks entries of its table', async () => {
    const { folder, file, sql } = copy();
    const inSchema = (text: string): void => {
      const db = new DatabaseSync(file);
      db.enableDefensive(false);
      db.exec(`PRAGMA writable_schema = ON; ${text}`);
      db.close();
    };
    const index = "name = 'counters_by_end'";
    inSchema(`CREATE TABLE hidden AS SELECT * FROM sqlite_schema WHERE ${index};
      DELETE FROM sqlite_schema WHERE ${index}`);
    sql("INSERT INTO counters VALUES ('k', 5, 1)");
    inSchema('INSERT INTO sqlite_schema SELECT * FROM hidden; DROP TABLE hidden');

    const found = await examine(folder);
    mendAll(folder, found);

    expect(found[0]?.problem).toMatch(/^the data file is damaged \(.*counters_by_end/);
    expect(await problemsOf(folder)).toEqual([]);
  });

  test('a file without an attachment', async () => {
    const { folder, att } = copy();
    const orphan = join(att, '0b0b7a0e-2f4e-4a86-8a55-3f3f5d6f8c11');
    writeFileSync(orphan, 'bytes');

    const found = await examine(folder);
    mendAll(folder, found);

    expect(found.map(({ problem }) => problem)).toEqual([
      '1 files without an attachment (0b0b7a0e-2f4e-4a86-8a55-3f3f5d6f8c11)',
    ]);
    expect([existsSync(orphan), existsSync(join(att, attachment))]).toEqual([false, true]);
  });
});

test('a mended conversation has a new version, so that clients load it again', async () => {
  const { folder, file, sql } = copy();
  const versions = () => {
    const db = new DatabaseSync(file, { readOnly: true });
    const found = db.prepare('SELECT ver FROM conversations ORDER BY id').all();
    db.close();
    return found.map(({ ver }) => Number(ver));
  };
  const before = versions();
  sql('UPDATE members SET unread = unread + 1');
  mendAll(folder, await examine(folder));

  expect(versions()).toEqual(before.map((version) => version + 1));
});

describe('damage that only a backup mends is named', () => {
  test.each([
    ['DELETE FROM messages WHERE seq = 1', 'fewer log entries'],
    ['DELETE FROM records', 'fewer log entries'],
    ['DELETE FROM conversations', 'without their row of conversations'],
  ])('%s', async (damage, problem) => {
    const { folder, sql } = copy();
    sql(damage);

    const lasting = (await examine(folder)).filter(({ mend }) => mend === null);

    expect(lasting.map((finding) => finding.problem).join()).toContain(problem);
  });

  test('a missing file, and one of another size', async () => {
    const { folder, att } = copy();
    truncateSync(join(att, attachment), 1);
    const short = await examine(folder);
    rmSync(join(att, attachment));
    const gone = await examine(folder);

    for (const found of [short, gone]) {
      expect(found).toMatchObject([
        { problem: expect.stringContaining(`missing or has another size (${attachment})`) },
      ]);
      expect(found[0]?.mend).toBeNull();
    }
  });

  test.each(['messages', 'user_grams_by_user'])(
    'a page of %s that was overwritten',
    async (name) => {
      const { folder, file } = copy();
      damageTable(file, name);
      const found = await examine(folder);

      expect(found).toMatchObject([
        { problem: expect.stringContaining('the data file is damaged') },
      ]);
      expect(() => mendAll(folder, found)).toThrow(
        /^cannot be mended \(database disk image is malformed\): restore a backup$/,
      );
    },
  );
});
