import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '#core/domain/conversation.ts';
import { stateOf } from '#core/domain/conversation.ts';
import type { Message } from '#core/domain/message.ts';
import { isRead } from '#core/domain/message.ts';
import type { User } from '#core/domain/user.ts';
import {
  aPair,
  deleteMessage,
  editMessage,
  openBetween,
  readMessage,
  readUpTo,
  register,
  send,
  sendMany,
} from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';

const everything = async (stores: Stores, { id }: Conversation) => {
  const conversation = await stores.conversations.get(id);
  if (!conversation) throw new Error('the conversation is gone');
  const messages = await stores.conversations.listMessages(id, { limit: 1_000 });
  return { conversation, messages };
};

/** Counts computed from the messages. */
const recount = (conversation: Conversation, all: Message[], userId: string) => {
  const messages = all.filter(({ deletedAt }) => deletedAt === null);
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

/** The log has no gaps and contains every change of a message. */
const expectWholeLog = async (stores: Stores, opened: Conversation): Promise<void> => {
  const { conversation, messages } = await everything(stores, opened);
  const log = await stores.conversations.readLog(opened.id, { after: 0, limit: 1_000 });
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  expect(log.at(-1)?.seq).toBe(conversation.seq);
  const last = new Map(log.map(({ seq, message }) => [message.seq, seq]));
  for (const message of messages) expect(message.rev).toBe(last.get(message.seq));
};

/** An action of one of the two; messages are counted from the newest one. */
const step = fc.record({
  kind: fc.constantFrom('send', 'send', 'edit', 'delete', 'read', 'readUpTo'),
  member: fc.constantFrom(0, 1),
  which: fc.nat({ max: 12 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const take = async (
  stores: Stores,
  { id }: Conversation,
  members: readonly string[],
  { kind, member, which }: Step,
) => {
  const userId = members[member] ?? '';
  if (kind === 'send') return send(stores, id, { senderId: userId });
  if (kind === 'readUpTo') return readUpTo(stores, id, userId, which);
  const messages = await stores.conversations.listMessages(id, { limit: 1_000 });
  const message = messages[which % Math.max(1, messages.length)];
  if (!message) return;
  if (kind === 'edit') return editMessage(stores, message, stores.ids.uuid());
  return kind === 'delete' ? deleteMessage(stores, message) : readMessage(stores, message);
};

const unreadUpTo = (stores: Stores, { id }: Conversation, reader: User, upTo: number) =>
  stores.conversations.change(
    { conversationId: id, unread: { readerId: reader.id, upTo } },
    ({ unread }) => ({ result: unread }),
  );

export const describeCounts = (open: OpenStores): void => {
  describe('counts', () => {
    it('include unread messages between the mark and a sequence', async () => {
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

      // Of 2 to 6, the third was read and the fourth deleted; 7 is the reader's own.
      expect(counted).toEqual([0, 1, 1, 3, 3]);
      expect(own).toBe(1);
    });

    it('include the unread messages of a user by conversation', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      const carol = await register(stores);
      const other = await openBetween(stores, bob, carol);
      await sendMany(stores, conversation.id, ann.id, 3);
      await sendMany(stores, other.id, carol.id, 2);
      await readUpTo(stores, conversation.id, bob.id, 1);

      expect(Object.fromEntries(await stores.conversations.unreadCounts(bob.id))).toEqual({
        [conversation.id]: 2,
        [other.id]: 2,
      });
      expect((await stores.conversations.unreadCounts(ann.id)).size).toBe(0);
      expect((await stores.conversations.unreadCounts(stores.ids.uuid())).size).toBe(0);
    });

    it('change exactly when a user reads up to a sequence, and never go back', async () => {
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

    it('treat notes to oneself as read', async () => {
      const stores = await open();
      const ann = await register(stores);
      const notes = await openBetween(stores, ann, ann);

      await sendMany(stores, notes.id, ann.id, 3);

      const state = (await stores.conversations.get(notes.id))?.states[ann.id];
      expect(state).toEqual({ readSeq: 0, unread: 0, received: 3, sent: 3 });
      expect(await unreadUpTo(stores, notes, ann, 2)).toBe(0);
    });

    it('stay exact when both users send and read concurrently', async () => {
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

    it('stay exact in any order of sends, edits, deletions and reads', async () => {
      const stores = await open();

      const property = fc.asyncProperty(
        fc.array(step, { minLength: 6, maxLength: 16, size: 'max' }),
        fc.boolean(),
        async (steps, isNotes) => {
          const ann = await register(stores);
          const peer = isNotes ? ann : await register(stores);
          const conversation = await openBetween(stores, ann, peer);
          for (const one of steps) await take(stores, conversation, [ann.id, peer.id], one);
          await expectExactCounts(stores, conversation);
        },
      );

      await fc.assert(property, { numRuns: 20, seed: 20_260_102 });
    });

    it('stay exact when any of these run concurrently', async () => {
      const stores = await open();

      const property = fc.asyncProperty(
        fc.array(step, { minLength: 6, maxLength: 10, size: 'max' }),
        async (steps) => {
          const { ann, bob, conversation } = await aPair(stores);
          const members = [ann.id, bob.id];
          for (const userId of [...members, ...members]) {
            await send(stores, conversation.id, { senderId: userId });
          }
          await Promise.all(steps.map((one) => take(stores, conversation, members, one)));
          await expectExactCounts(stores, conversation);
          await expectWholeLog(stores, conversation);
        },
      );

      await fc.assert(property, { numRuns: 6, seed: 20_260_102 });
    });
  });
};
