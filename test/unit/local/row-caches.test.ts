import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newConversation, sortedPair } from '#core/domain/conversation.ts';
import { sendChange } from '#core/domain/send.ts';
import { RowCache } from '#functions/adapters/local/sqlite/cache/row-cache.ts';
import { SqliteConversationStore } from '#functions/adapters/local/sqlite/conversation-store.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { SqliteUserStore } from '#functions/adapters/local/sqlite/user-store.ts';
import { clock, ids } from '#functions/adapters/system.ts';
import { aUser } from '../../support/builders.ts';
import { newDataFolder } from '../../support/parley-process.ts';

/** The stores of two processes with one data file, and a conversation in it. */
const setup = async () => {
  const data = newDataFolder();
  const path = join(data.path, 'parley.db');
  const process = () => {
    const db = new Database(path);
    onTestFinished(() => db.close());
    const conversations = new SqliteConversationStore(db, clock);
    return { db, users: new SqliteUserStore(db, clock), conversations };
  };
  onTestFinished(data.remove);
  const [here, there] = [process(), process()];
  const [ada, bob] = [aUser(), aUser()];
  for (const user of [ada, bob]) await here.users.claim({ ...user, isFinished: false });
  for (const user of [ada, bob]) await here.users.finish(user.id);
  const pair = sortedPair(ada.id, bob.id);
  await here.conversations.open(newConversation(ids.uuid(), pair, clock.now()));
  const id = (await here.conversations.findByPair(ada.id, bob.id)) ?? '';
  const send = (process: typeof here, work?: () => void) =>
    process.conversations.change({ conversationId: id }, ({ conversation }) => {
      if (!conversation) throw new Error('no conversation');
      const draft = { content: 'hi', replyToId: null, clientId: ids.uuid(), requestHash: 'x' };
      const sender = { ...draft, senderId: ada.id, attachments: [] };
      work?.();
      return { change: sendChange(conversation, sender, clock.now()), result: null };
    });
  return { here, there, ada, bob, id, send };
};

test('what was written is the same in the cache and in the file', async () => {
  const { here, there, id, send } = await setup();
  await send(here);
  await send(here);

  const cached = await here.conversations.get(id);
  expect(cached).toMatchObject({ ver: 3, seq: 2 });
  expect(cached).toEqual(await there.conversations.get(id));
});

test('a write of another process is seen: by the next write at once, by reads soon', async () => {
  const { here, there, ada, id, send } = await setup();
  await send(here);
  await send(there);

  await send(here);
  expect(await here.conversations.get(id)).toMatchObject({ ver: 4, seq: 3 });

  await here.users.get(ada.id);
  await there.users.revokeTokens(ada.id, 5_000_000_000_000);
  await expect.poll(async () => (await here.users.get(ada.id))?.validAfter).toBe(5_000_000_000_000);
});

test('a change of a profile, and presence, are seen at once', async () => {
  const { here, ada } = await setup();
  await here.users.get(ada.id);

  await here.users.setPresence(ada.id, { onlineUntil: 77, lastSeen: 66 });
  expect(await here.users.get(ada.id)).toMatchObject({ onlineUntil: 77, lastSeen: 66 });
  await here.users.deactivate(ada.id, 5);
  expect(await here.users.get(ada.id)).toMatchObject({ isActive: false });
});

test('a write that fails leaves nothing in the cache, also if others share its transaction', async () => {
  const { here, there, ada, id, send } = await setup();
  const failing = here.db.write(() => {
    here.db.run('UPDATE users SET valid_after = 9 WHERE id = ?', ada.id);
    // Reads it into the cache.
    expect(here.db.cached.users.get(ada.id)).toBeUndefined();
    here.db.cached.users.set(ada.id, { ...ada, validAfter: 9 });
    throw new Error('refused');
  });
  const [failed, sent] = await Promise.allSettled([failing, send(here)]);

  expect([failed.status, sent.status]).toEqual(['rejected', 'fulfilled']);
  expect(await here.users.get(ada.id)).toEqual(await there.users.get(ada.id));
  expect(await here.conversations.get(id)).toEqual(await there.conversations.get(id));
});

test('a full cache evicts the oldest', () => {
  const cache = new RowCache<number>(2);
  for (const [index, key] of ['a', 'b', 'c'].entries()) cache.set(key, index);

  expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual([undefined, 1, 2]);
});
