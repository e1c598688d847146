import { expect, test } from 'vitest';
import { pendingKey, storedKey } from '#core/domain/attachment.ts';
import {
  sqliteAttachmentStore,
  sweepAttachments,
} from '../../functions/adapters/local/sqlite/attachment-store.ts';
import { enqueueRemoval, removeDue } from '../../functions/adapters/local/sqlite/blob-removals.ts';
import { Database } from '../../functions/adapters/local/sqlite/database.ts';
import { anAttachment, unlimited } from '../support/builders.ts';
import { fakeClock } from '../support/fakes.ts';
import { sqliteScene } from '../support/scenes/sqlite-scene.ts';

const setup = async () => {
  const db = new Database(':memory:');
  const clock = fakeClock();
  const enqueue = (key: string) => db.write(() => enqueueRemoval(db, key, clock.now()));
  const row = () => db.get('SELECT attempts, due_at, failed_at FROM blob_removals');
  return { db, clock, enqueue, row };
};
const failing = async (): Promise<void> => {
  throw new Error('the disk does not answer');
};

test('due removals run once, and a failed one does not delay the others', async () => {
  const { db, clock, enqueue } = await setup();
  await Promise.all(['one', 'bad', 'two'].map(enqueue));
  const removed: string[] = [];
  const remove = async (key: string): Promise<void> => {
    if (key === 'bad') await failing();
    removed.push(key);
  };

  await removeDue(db, clock.now(), remove);
  await removeDue(db, clock.now(), remove);

  expect(removed.sort()).toEqual(['one', 'two']);
  expect(db.all('SELECT key FROM blob_removals')).toEqual([{ key: 'bad' }]);
});

test('failed removals are retried with growing delays, and given up after ten attempts', async () => {
  const { db, clock, enqueue, row } = await setup();
  await enqueue('bad');
  const waits: number[] = [];

  for (let attempt = 1; attempt <= 9; attempt++) {
    expect(await removeDue(db, clock.now(), failing)).toEqual([]);
    const wait = Number(row()?.['due_at']) - clock.now();
    clock.advance(wait - 1);
    expect(await removeDue(db, clock.now(), failing)).toEqual([]);
    expect(row()).toMatchObject({ attempts: attempt, failed_at: null });
    clock.advance(1);
    waits.push(wait);
  }
  const givenUp = await removeDue(db, clock.now(), failing);
  clock.advance(24 * 60 * 60 * 1_000);
  const after = await removeDue(db, clock.now(), failing);

  expect(waits).toEqual([...waits].sort((one, other) => one - other));
  expect(givenUp).toEqual([{ key: 'bad', reason: 'Error: the disk does not answer' }]);
  expect(after).toEqual([]);
  expect(row()).toMatchObject({ attempts: 10, failed_at: expect.any(Number) });
});

test('unsent expired attachments are removed with their bytes, and nothing else is', async () => {
  const { db, clock, ada } = await sqliteScene();
  const attachments = sqliteAttachmentStore(db, clock);
  const late = anAttachment({ ownerId: ada.id });
  const inTime = anAttachment({ ownerId: ada.id, expiresAt: late.expiresAt + 1 });
  await attachments.put([late, inTime], unlimited);
  clock.advance(late.expiresAt - clock.now());

  await db.write(() => sweepAttachments(db, clock.now(), 100));

  expect(db.all('SELECT id FROM attachments')).toEqual([{ id: inTime.id }]);
  const keys = db.all('SELECT key FROM blob_removals ORDER BY key').map(({ key }) => key);
  expect(keys).toEqual([storedKey(late.id), pendingKey(late.id)]);
});
