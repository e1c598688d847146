import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../functions/core/domain/conversation.ts';
import { stateOf } from '../../functions/core/domain/conversation.ts';
import type { Message } from '../../functions/core/domain/message.ts';
import { isRead } from '../../functions/core/domain/message.ts';
import type { User } from '../../functions/core/domain/user.ts';
import {
  aPair,
  deleteMessage,
  openBetween,
  readMessage,
  readUpTo,
  register,
  send,
  sendMany,
} from '../support/ports/actions.ts';
import type { OpenStores, Stores } from '../support/ports/stores.ts';

const everything = async (stores: Stores, { id }: Conversation) => {
  const conversation = await stores.conversations.get(id);
  if (!conversation) throw new Error('the conversation is gone');
  const messages = await stores.conversations.listMessages(id, { limit: 1_000 });
  return { conversation, messages };
};

/** The counts that the messages themselves give. */
const recount = (conversation: Conversation, messages: Message[], userId: string) => {
  const received = messages.filter(({ receiverId }) => receiverId === userId);
  return {
    readSeq: stateOf(conversation, userId).readSeq,
    unread: received.filter((message) => !isRead(message, conversation)).length,
    received: received.length,
    sent: messages.filter(({ senderId }) => senderId === userId).length,
  };
};

const expectExactCounts = async (stores: Stores, opened: Conversation): Promise<void> => {
  const { conversation, messages } = await everything(stores, opened);
  for (const userId of conversation.members) {
    expect(stateOf(conversation, userId)).toEqual(recount(conversation, messages, userId));
  }
};

const unreadUpTo = (stores: Stores, { id }: Conversation, reader: User, upTo: number) =>
  stores.conversations.change(
    { conversationId: id, unread: { readerId: reader.id, upTo } },
    ({ unread }) => ({ result: unread }),
  );

export const describeCounts = (open: OpenStores): void => {
  describe('counts', () => {
    it('counts what the reader has not read between the mark and a sequence', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      const received = await sendMany(stores, conversation.id, ann.id, 6);
      await send(stores, conversation.id, { senderId: bob.id });
      await readUpTo(stores, conversation.id, bob.id, 1);
      const [, , third, fourth] = received;
      if (!third || !fourth) throw new Error('too few messages');
      await readMessage(stores, third);
      await deleteMessage(stores, fourth);

      const counted = await Promise.all(
        [1, 2, 4, 6, 7].map((upTo) => unreadUpTo(stores, conversation, bob, upTo)),
      );
      const own = await unreadUpTo(stores, conversation, ann, 7);

      // Of 2 to 6, the third has been read and the fourth deleted; 7 is the reader's own.
      expect(counted).toEqual([0, 1, 1, 3, 3]);
      expect(own).toBe(1);
    });

    it('reads up to a sequence, never back, and exactly', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      await sendMany(stores, conversation.id, ann.id, 5);

      const moved = await readUpTo(stores, conversation.id, bob.id, 3);
      const back = await readUpTo(stores, conversation.id, bob.id, 2);
      const partly = await stores.conversations.get(conversation.id);
      const beyond = await readUpTo(stores, conversation.id, bob.id, 99);
      const wholly = await stores.conversations.get(conversation.id);

      expect([moved, back, beyond]).toEqual([true, false, true]);
      expect(partly?.states[bob.id]).toMatchObject({ readSeq: 3, unread: 2 });
      expect(wholly?.states[bob.id]).toMatchObject({ readSeq: 5, unread: 0 });
      expect(wholly?.ver).toBe(8);
    });

    it('keeps notes to oneself read from birth', async () => {
      const stores = await open();
      const ann = await register(stores);
      const notes = await openBetween(stores, ann, ann);

      await sendMany(stores, notes.id, ann.id, 3);

      const state = (await stores.conversations.get(notes.id))?.states[ann.id];
      expect(state).toEqual({ readSeq: 0, unread: 0, received: 3, sent: 3 });
      expect(await unreadUpTo(stores, notes, ann, 2)).toBe(0);
    });

    it('stays exact when sends and reads of both come at once', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      await sendMany(stores, conversation.id, ann.id, 4);

      const changed = await Promise.all(
        [1, 2, 3, 4, 5].flatMap((number) => [
          send(stores, conversation.id, { senderId: ann.id }).then(() => true),
          send(stores, conversation.id, { senderId: bob.id }).then(() => true),
          readUpTo(stores, conversation.id, bob.id, number),
          readUpTo(stores, conversation.id, ann.id, 2 * number),
        ]),
      );

      await expectExactCounts(stores, conversation);
      const { ver } = (await everything(stores, conversation)).conversation;
      expect(ver).toBe(1 + 4 + changed.filter(Boolean).length);
    });

    it('stays exact over any order of sends and reads', async () => {
      const stores = await open();
      const member = fc.constantFrom(0, 1);
      const step = fc.oneof(
        fc.record({ kind: fc.constant('send' as const), member }),
        fc.record({ kind: fc.constant('read' as const), member, upTo: fc.nat({ max: 12 }) }),
      );
      const steps = fc.array(step, { minLength: 4, maxLength: 12 });

      const property = fc.asyncProperty(steps, async (taken) => {
        const { ann, bob, conversation } = await aPair(stores);
        const people = [ann.id, bob.id];
        for (const one of taken) {
          const userId = people[one.member] ?? '';
          if (one.kind === 'send') await send(stores, conversation.id, { senderId: userId });
          else await readUpTo(stores, conversation.id, userId, one.upTo);
        }
        await expectExactCounts(stores, conversation);
      });

      await fc.assert(property, { numRuns: 12, seed: 20_260_102 });
    });
  });
};
