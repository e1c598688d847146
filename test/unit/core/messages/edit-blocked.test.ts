import { expect, test } from 'vitest';
import { messageId } from '#core/domain/message-id.ts';
import { makeEditMessage } from '#core/usecases/messages/change-message.ts';
import { SqliteConversationStore } from '#functions/adapters/local/sqlite/conversation-store.ts';
import { send } from '#test/support/ports/actions.ts';
import { sqliteScene } from '#test/support/scenes/sqlite-scene.ts';

test('a block during an edit refuses the edit', async () => {
  const { db, clock, stores, ada, bob, conversation, caller } = await sqliteScene();
  const { message } = await send(stores, conversation.id, { senderId: ada.id, content: 'before' });
  class BlockedMeanwhile extends SqliteConversationStore {
    override async get(id: string) {
      const found = await super.get(id);
      await stores.blocks.block(bob.id, ada.id);
      return found;
    }
  }
  const conversations = new BlockedMeanwhile(db, clock);
  const edit = makeEditMessage({ ...stores, conversations, push: async () => undefined });

  const id = messageId(conversation.id, message.seq);
  const edited = await edit(caller, { id, content: 'past the block' });

  expect(edited).toMatchObject({ ok: false, code: 'blocked' });
  expect(await stores.conversations.getMessage(conversation.id, message.seq)).toEqual(message);
});
