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
  const heard: Delivery[] = [];
  const send = makeSendMessage({
    users,
    conversations,
    blocks: sqliteBlockStore(db),
    clock,
    ids,
    push: async (deliveries) => {
      heard.push(...deliveries);
    },
  });
  const told = () => heard.map(({ userId, event }) => [userId, event.type]);
  return { send, conversations, ada, bob, told, caller: aCaller({ userId: ada.id }) };
};

test('a first send that answers no message leaves no conversation behind', async () => {
  const { send, conversations, ada, bob, told, caller } = await setup();

  const refused = await send.toUser(caller, bob.id, { content: 'a', replyToId: 'nothing' });

  expect(refused).toMatchObject({ ok: false, code: 'message_not_found' });
  expect(await conversations.findByPair(ada.id, bob.id)).toBeNull();
  expect(told()).toEqual([]);
});

test('a conversation that was opened for a refused send is emitted to both all the same', async () => {
  const { send, conversations, ada, bob, told, caller } = await setup();
  const attachmentIds = [randomUUID()];

  const refused = await send.toUser(caller, bob.id, { content: 'a', attachmentIds });

  expect(refused).toMatchObject({ ok: false, code: 'invalid_attachment' });
  expect(await conversations.findByPair(ada.id, bob.id)).not.toBeNull();
  expect(told()).toEqual([
    [ada.id, 'conversation:new'],
    [bob.id, 'conversation:new'],
  ]);
});
