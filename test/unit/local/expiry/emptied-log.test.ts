import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { expirePass } from '#functions/adapters/local/sqlite/expiry/expiry.ts';
import { aPair, readUpTo, send } from '#test/support/ports/actions.ts';
import { day, set } from '#test/support/ports/expiring.ts';
import { storesOn } from '#test/support/ports/local-home.ts';

const secret = 'quokkas vanish at noon';
const names = ['parley.db', 'parley.db-wal'];

/** A server whose write-ahead log has a text that has just expired. */
const setup = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'));
  const db = new Database(join(folder, 'parley.db'));
  onTestFinished(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });
  const stores = storesOn(db);
  const { ann, conversation } = await aPair(stores);
  await set(stores, conversation.id, ann.id, day);
  // As a server does at its start.
  const wait = await expirePass(db, stores.clock);
  await send(stores, conversation.id, { senderId: ann.id, content: secret });
  stores.clock.advance(day * 1_000);
  const bytesIn = (from: string) =>
    names.map((name) => readFileSync(join(from, name), 'latin1')).join('');
  return { folder, db, stores, conversation, wait, bytesIn };
};

test('what was removed is in no log, although the process ended before it emptied the log', async () => {
  const { folder, stores, conversation, bytesIn } = await setup();
  const crashed = mkdtempSync(join(tmpdir(), 'parley-'));
  // A change removes; the process ends before the next pass.
  await readUpTo(stores, conversation.id, conversation.members[0], 2);
  for (const name of names) copyFileSync(join(folder, name), join(crashed, name));
  const again = new Database(join(crashed, 'parley.db'));
  onTestFinished(() => {
    again.close();
    rmSync(crashed, { recursive: true });
  });
  const before = bytesIn(crashed);

  await expirePass(again, stores.clock);

  expect(before).toContain(secret);
  expect(bytesIn(crashed)).not.toContain(secret);
});

test('what another process has removed is in no log after the next pass, which an idle server does not repeat', async () => {
  const { folder, db, stores, conversation, wait, bytesIn } = await setup();
  const other = new Database(join(folder, 'parley.db'));
  const there = storesOn(other);
  there.clock.advance(day * 1_000);
  await readUpTo(there, conversation.id, conversation.members[0], 2);
  other.close();
  const before = bytesIn(folder);

  // The version of the file is read again after some milliseconds.
  const next = await vi.waitFor(async () => {
    const wait = await expirePass(db, stores.clock);
    expect(bytesIn(folder)).not.toContain(secret);
    return wait;
  });

  expect(before).toContain(secret);
  expect([wait, next]).toEqual([3_600_000, 3_600_000]);
});
