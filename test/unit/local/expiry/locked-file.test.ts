import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { attachTo, sendWith } from '#test/support/ports/actions.ts';
import { removeExpired, setup } from '#test/support/ports/expiring.ts';
import { newFile, storesOn } from '#test/support/ports/local-home.ts';

/** What has just expired, and everything that readers show of it, while another process may hold the write lock. */
const justExpired = async () => {
  const file = newFile();
  const db = new Database(file);
  onTestFinished(() => db.close());
  const scene = await setup(async () => storesOn(db));
  const { stores, ann, bob, id, first, current, seenBy, expire } = scene;
  const [attachment] = await attachTo(stores, ann, 'a secret file.txt');
  const withFile = await sendWith(stores, id, { senderId: ann.id, content: null }, [
    attachment?.id ?? '',
  ]);
  await stores.settings.changeMarks(bob.id, id, ({ settings, marks }) => ({
    result: null,
    next: { settings, marks: { ...marks, starred: [{ seq: first.message.seq, at: 1 }] } },
  }));
  expire();
  stores.clock.advance(10);
  const lock = () => {
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    return () => other.exec('ROLLBACK');
  };
  const other = () => {
    const process = new Database(file);
    onTestFinished(() => process.close());
    return storesOn(process);
  };
  const places = [first.message.seq, withFile?.message.seq ?? 0].map((seq) => ({
    conversationId: id,
    seq,
  }));
  const everything = async () => ({
    ann: await seenBy(ann.id),
    bob: await seenBy(bob.id),
    conversation: { ...(await current()), ver: 0 },
    one: await stores.conversations.getMessage(id, first.message.seq),
    several: await stores.conversations.getMessages(places),
    starred: await stores.settings.listStarred(bob.id),
    pair: await stores.conversations.findByPair(ann.id, bob.id),
    opened: await stores.conversations.listIds(ann.id),
  });
  return { ...scene, lock, other, everything };
};

test('while another process writes, every reader hides what has expired, as after its removal', async () => {
  const { stores, lock, everything } = await justExpired();
  const unlock = lock();

  const locked = await everything();
  unlock();
  const stored = await stores.everythingStored();
  await removeExpired(stores);
  const removed = await everything();

  expect(locked).toEqual(removed);
  expect(JSON.stringify(locked)).not.toMatch(/the (first|second) secret|a secret file/);
  expect(JSON.stringify(locked)).toContain('a secret that stays');
  // Readers have removed nothing.
  expect(stored).toMatch(/the first secret.*a secret file/s);
  expect(await stores.everythingStored()).not.toMatch(/the (first|second) secret|a secret file/);
});

test('readers show the same while another process removes it, also after the clock was set back', async () => {
  const { stores, id, current, everything, other } = await justExpired();
  const before = await everything();

  stores.clock.advance(-20);
  const early = await stores.conversations.getMessage(id, 3);
  const { lastMessage } = await current();
  stores.clock.advance(20);
  const again = await everything();
  const there = other();
  there.clock.advance(stores.clock.now() - there.clock.now());
  await removeExpired(there);
  const removed = await everything();

  expect(early?.content).toBe('the first secret');
  expect(lastMessage?.hasAttachments).toBe(true);
  expect([again, removed]).toEqual([before, before]);
});
