import { describe, expect, it } from 'vitest';
import { deleteChange, editChange } from '#core/domain/message-changes.ts';
import {
  aPair,
  deleteMessage,
  editMessage,
  openBetween,
  readMessage,
  readUpTo,
  register,
  send,
} from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';

const aMessage = async (stores: Stores, content = 'A secret, as it was.') => {
  const pair = await aPair(stores);
  const { ann, conversation } = pair;
  const { message } = await send(stores, conversation.id, { senderId: ann.id, content });
  stores.clock.advance(1_000);
  return { ...pair, message };
};

const conversationOf = async ({ conversations }: Stores, id: string) => {
  const conversation = await conversations.get(id);
  if (!conversation) throw new Error('the conversation is gone');
  return conversation;
};

const kindsIn = async ({ conversations }: Stores, id: string) =>
  (await conversations.readLog(id, { after: 0, limit: 100 })).map(({ kind }) => kind);

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Changes of messages after sending. */
export const describeMessageChanges = (open: OpenStores): void => {
  describe('an edit', () => {
    it('writes message, record and conversation together', async () => {
      const stores = await open();
      const { conversation, message } = await aMessage(stores);
      const before = await conversationOf(stores, conversation.id);
      const expected = editChange(before, message, 'edited', stores.clock.now());

      await editMessage(stores, message, 'edited');

      expect(await stores.conversations.getMessage(conversation.id, 1)).toEqual(expected?.update);
      expect(await conversationOf(stores, conversation.id)).toEqual(expected?.conversation);
      expect(await kindsIn(stores, conversation.id)).toEqual(['message', 'edit']);
    });

    it('has a new revision in each of 10 concurrent calls', async () => {
      const stores = await open();
      const { conversation, message } = await aMessage(stores);

      const edits = await Promise.all(
        times(10).map((number) => editMessage(stores, message, `edit ${number}`)),
      );

      const revisions = edits.map(({ rev }) => rev).sort((one, other) => one - other);
      expect(revisions).toEqual(times(10).map((number) => number + 2));
      const stored = await stores.conversations.getMessage(conversation.id, 1);
      expect(stored).toEqual(edits.find(({ rev }) => rev === 11));
      expect(stored?.edits).toBe(10);
      const { seq, ver, lastMessage } = await conversationOf(stores, conversation.id);
      expect({ seq, ver }).toEqual({ seq: 11, ver: 12 });
      expect(lastMessage?.preview).toBe(stored?.content);
    });
  });

  describe('a deletion', () => {
    it('writes placeholder, record and counts together', async () => {
      const stores = await open();
      const { ann, bob, conversation, message } = await aMessage(stores);
      const before = await conversationOf(stores, conversation.id);
      const expected = deleteChange(before, message, stores.clock.now());

      await deleteMessage(stores, message);

      expect(await stores.conversations.getMessage(conversation.id, 1)).toEqual(expected.update);
      const after = await conversationOf(stores, conversation.id);
      expect(after).toEqual(expected.conversation);
      const nothing = { readSeq: 0, unread: 0, received: 0, sent: 0 };
      expect(after.states).toEqual({ [ann.id]: nothing, [bob.id]: nothing });
    });

    it('removes the text in every form', async () => {
      const stores = await open();
      const { message } = await aMessage(stores, 'first secret');
      const edited = await editMessage(stores, message, 'second secret');
      const before = await stores.everythingStored();

      await deleteMessage(stores, edited);

      const after = await stores.everythingStored();
      expect(before).toContain('second secret');
      expect(after).toContain(message.clientId);
      expect(after).not.toMatch(/first secret|second secret/);
    });

    it('happens once in concurrent calls', async () => {
      const stores = await open();
      const { ann, bob, conversation, message } = await aMessage(stores);
      await send(stores, conversation.id, { senderId: ann.id });

      await Promise.all(times(5).map(() => deleteMessage(stores, message)));

      const { states } = await conversationOf(stores, conversation.id);
      expect(states[ann.id]).toMatchObject({ sent: 1 });
      expect(states[bob.id]).toMatchObject({ received: 1, unread: 1 });
      expect(await kindsIn(stores, conversation.id)).toEqual(['message', 'message', 'delete']);
    });

    it('is never undone by a concurrent edit or read', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      const { message: other } = await send(stores, conversation.id, { senderId: ann.id });
      for (const round of times(6)) {
        const content = `secret ${round}`;
        const { message } = await send(stores, conversation.id, { senderId: ann.id, content });
        await Promise.all([
          editMessage(stores, message, `changed ${content}`),
          deleteMessage(stores, message),
          readMessage(stores, message),
          editMessage(stores, other, `other ${round}`),
        ]);
        const stored = await stores.conversations.getMessage(conversation.id, message.seq);
        expect(stored).toMatchObject({ content: null, deletedAt: expect.any(Number) });
      }

      const { states } = await conversationOf(stores, conversation.id);
      expect(states[ann.id]).toMatchObject({ sent: 1 });
      expect(states[bob.id]).toMatchObject({ received: 1, unread: 1 });
      expect(await stores.everythingStored()).not.toContain('secret');
    });

    it('of a note to oneself lowers both counts', async () => {
      const stores = await open();
      const ann = await register(stores);
      const notes = await openBetween(stores, ann, ann);
      await send(stores, notes.id, { senderId: ann.id });
      const { message } = await send(stores, notes.id, { senderId: ann.id });

      await deleteMessage(stores, message);

      const { states } = await conversationOf(stores, notes.id);
      expect(states[ann.id]).toEqual({ readSeq: 0, unread: 0, received: 1, sent: 1 });
    });
  });

  describe('a read of one message', () => {
    it('lowers the unread count by one, once', async () => {
      const stores = await open();
      const { ann, bob, conversation, message } = await aMessage(stores);
      await send(stores, conversation.id, { senderId: ann.id });

      await Promise.all(times(5).map(() => readMessage(stores, message)));

      const { states } = await conversationOf(stores, conversation.id);
      expect(states[bob.id]).toMatchObject({ readSeq: 0, unread: 1, received: 2 });
      const stored = await stores.conversations.getMessage(conversation.id, 1);
      expect(stored?.readAt).toBe(stores.clock.now());
      expect(await kindsIn(stores, conversation.id)).toEqual(['message', 'message', 'read']);
    });

    it('changes nothing below the mark', async () => {
      const stores = await open();
      const { bob, conversation, message } = await aMessage(stores);
      await readUpTo(stores, conversation.id, bob.id, 1);
      const before = await conversationOf(stores, conversation.id);

      await readMessage(stores, message);

      expect(await conversationOf(stores, conversation.id)).toEqual(before);
    });
  });
};
