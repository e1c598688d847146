import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Delivery } from '#core/push.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { sqliteBlockStore } from '#functions/adapters/local/sqlite/block-store.ts';
import { SqliteConversationStore } from '#functions/adapters/local/sqlite/conversation-store.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { SqliteUserStore } from '#functions/adapters/local/sqlite/user-store.ts';
import { ids } from '#functions/adapters/system.ts';
import { aCaller, aUser } from '#test/support/builders.ts';
import { fakeClock } from '#test/support/fakes.ts';

const setup = async () => {
  const db = new Database(':memory:');
  const clock = fakeClock();
  const users = new SqliteUserStore(db, clock);
  const conversations = new SqliteConversationStore(db, clock);
  const [ada, bob] = [aUser(), aUser()];
  for (const user of [ada, bob]) {
    await users.claim({ ...user, isFinished: false });
    await users.finish(user.id);
  }
  const deps = { users, conversations, blocks: sqliteBlockStore(db), clock, ids };
  return { deps, ada, bob, caller: aCaller({ userId: ada.id }) };
};

test('a function that dies between the write and the push: the retry finds the message and pushes it', async () => {
  const { deps, bob, caller } = await setup();
  const request = { content: 'once', clientId: randomUUID() };
  const dying = makeSendMessage({
    ...deps,
    push: async () => {
      throw new Error('the function died');
    },
  });
  const heard: Delivery[] = [];
  const living = makeSendMessage({
    ...deps,
    push: async (deliveries) => {
      heard.push(...deliveries);
    },
  });

  await expect(dying.toUser(caller, bob.id, request)).rejects.toThrow('died');
  const again = await living.toUser(caller, bob.id, request);

  if (!again.ok) throw new Error(again.code);
  expect(again.value).toMatchObject({ created: false, message: { seq: 1, text: 'once' } });
  expect(heard.map(({ userId, event }) => [userId, event.type])).toContainEqual([
    bob.id,
    'message:new',
  ]);
  const { conversation_id } = again.value.message;
  expect(await deps.conversations.listMessages(conversation_id, { limit: 10 })).toHaveLength(1);
  const stored = await deps.conversations.get(conversation_id);
  expect(stored?.states[bob.id]).toMatchObject({ unread: 1, received: 1 });
});
