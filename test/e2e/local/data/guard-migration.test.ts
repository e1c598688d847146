import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { unpackHash, unpackId } from '#functions/adapters/local/sqlite/guards/packed.ts';
import { makeClient } from '#test/support/client.ts';
import { newDataFolder, startParley } from '#test/support/parley-process.ts';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const count = 12_000;

/** Guards in the table of versions before 20: those of real sends, and so many others. */
const unpackAll = (file: string): void => {
  const db = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  const rows = db.prepare('SELECT * FROM guards').all();
  const insert = db.prepare('INSERT INTO sent_guards VALUES (?, ?, ?, ?, ?, ?)');
  db.exec('BEGIN');
  for (const row of rows) {
    const ids = [row['conversation_id'], row['sender_id'], row['client_id']].map(unpackId);
    const [talk = '', sender = '', client = ''] = ids;
    const hash = unpackHash(row['request_hash']);
    insert.run(talk, sender, client, Number(row['seq']), hash, Number(row['expires_at']));
  }
  const [talk] = rows.map((row) => unpackId(row['conversation_id']));
  const hash = Buffer.alloc(32, 7).toString('base64url');
  for (let n = 0; n < count; n++) insert.run(talk ?? '', id(0), id(n), n + 1, hash, 9e12);
  db.exec('DELETE FROM guards; COMMIT');
  db.close();
};

/** How many guards are in the former table and in the new one, and how many in both. */
const guardsIn = (file: string) => {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  db.exec('BEGIN');
  const former = db.prepare('SELECT conversation_id, sender_id, client_id FROM sent_guards').all();
  const packed = db.prepare('SELECT conversation_id, sender_id, client_id FROM guards').all();
  db.close();
  const keyOf = (row: (typeof former)[number]) => Object.values(row).map(unpackId).join();
  const keys = new Set(packed.map(keyOf));
  const twice = former.filter((row) => keys.has(keyOf(row))).length;
  return { former: former.length, packed: packed.length, twice };
};

test('guards are in exactly one table, and find their message, however often the server is killed while it moves them', async () => {
  const data = newDataFolder();
  onTestFinished(data.remove);
  const file = join(data.path, 'parley.db');
  const args = ['--data', data.path, '--api-only'];
  const first = await startParley(args);
  const client = makeClient(first.url);
  const { ada, bob } = await client.pair();
  const sends = [1, 2, 3].map((n) => ({
    receiver_id: bob.id,
    text: `message ${n}`,
    client_id: crypto.randomUUID(),
  }));
  for (const json of sends) await client.call('POST', '/messages', { token: ada.token, json });
  await first.stop();
  unpackAll(file);
  const total = count + sends.length;
  const statusesOf = async (url: string) => {
    const { call } = makeClient(url);
    const answers = sends.map((json) => call('POST', '/messages', { token: ada.token, json }));
    return (await Promise.all(answers)).map(({ status }) => status);
  };

  let before = total;
  for (let kill = 0; kill < 3; kill++) {
    const parley = await startParley(args);
    expect(await statusesOf(parley.url)).toEqual([200, 200, 200]);
    await expect.poll(() => guardsIn(file).former, { interval: 5 }).toBeLessThan(before);
    await parley.kill();
    const left = guardsIn(file);
    expect(left.former).toBeGreaterThan(0);
    expect(left).toEqual({ former: left.former, packed: total - left.former, twice: 0 });
    before = left.former;
  }
  const last = await startParley(args);
  await expect.poll(() => guardsIn(file).former).toBe(0);
  expect(guardsIn(file)).toEqual({ former: 0, packed: total, twice: 0 });
  expect(await statusesOf(last.url)).toEqual([200, 200, 200]);
  await last.stop();
});
