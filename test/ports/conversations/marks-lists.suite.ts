import { describe, expect, it } from 'vitest';
import type { Order } from '#contracts/closed-lists.ts';
import { wordsOf } from '#contracts/texts/find-words.ts';
import type { Message } from '#core/domain/message.ts';
import { matcherOf } from '#core/domain/message-search.ts';
import {
  deleteMessage,
  openBetween,
  readUpTo,
  register,
  send,
} from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';
import { aTalk, mark } from './marks.suite.ts';

const everything = { offset: 0, limit: 100 };

/** The texts that a user finds, newest first: in all conversations, or in one. */
const foundBy = async (stores: Stores, userId: string, conversationId?: string) => {
  const { items } = await stores.conversations.search(userId, {
    matches: matcherOf(wordsOf('text')),
    ...(conversationId !== undefined && { conversationId }),
    stopAfter: { matches: 100, messages: 1_000, milliseconds: 10_000 },
  });
  return items.map(({ message }) => message.content);
};

const contentsOf = ({ items, total }: { items: { message: Message }[]; total: number }) => ({
  texts: items.map(({ message }) => message.content),
  total,
});

const mailboxOf = async ({ conversations }: Stores, userId: string, order: Order = 'asc') => {
  const received = (which: 'all' | 'read' | 'unread') =>
    conversations.listReceived(userId, { ...everything, which, order }).then(contentsOf);
  return {
    all: await received('all'),
    read: await received('read'),
    unread: await received('unread'),
    sent: contentsOf(await conversations.listSent(userId, { ...everything, order })),
  };
};

const counted = (texts: string[]) => ({ texts, total: texts.length });

/** What the lists of `ConversationStore` leave out because of a member's marks. */
export const describeMarksInLists = (open: OpenStores): void => {
  describe('marks in lists', () => {
    it('leaves what is cleared or hidden out of search, inbox and outbox of that member only', async () => {
      const stores = await open();
      const { ann, bob, id } = await aTalk(stores);
      await readUpTo(stores, id, ann.id, 4);
      const bobs = [await foundBy(stores, bob.id), await mailboxOf(stores, bob.id)];

      await mark(stores, ann.id, id, { clearedSeq: 2, hide: [3, 4] });

      expect(await foundBy(stores, ann.id)).toEqual(['text 6', 'text 5']);
      expect(await foundBy(stores, ann.id, id)).toEqual(['text 6', 'text 5']);
      const received = counted(['text 6']);
      const expected = {
        all: received,
        read: counted([]),
        unread: received,
        sent: counted(['text 5']),
      };
      expect(await mailboxOf(stores, ann.id)).toEqual(expected);
      expect(await mailboxOf(stores, ann.id, 'desc')).toEqual(expected);
      expect([await foundBy(stores, bob.id), await mailboxOf(stores, bob.id)]).toEqual(bobs);
    });

    it('counts exactly, whatever else happens to what is cleared or hidden', async () => {
      const stores = await open();
      const { ann, id } = await aTalk(stores);
      const other = await openBetween(stores, ann, await register(stores));
      stores.clock.advance(1);
      await send(stores, other.id, { senderId: ann.id, content: 'text elsewhere' });
      await readUpTo(stores, id, ann.id, 6);
      await mark(stores, ann.id, id, { clearedSeq: 3, hide: [4, 5] });

      for (const seq of [2, 3, 4, 5]) {
        const message = await stores.conversations.getMessage(id, seq);
        if (!message) throw new Error('no message');
        await deleteMessage(stores, message);
        expect(await mailboxOf(stores, ann.id)).toMatchObject({
          all: counted(['text 6']),
          read: counted(['text 6']),
          sent: counted(['text elsewhere']),
        });
      }
      const page = await stores.conversations.listReceived(ann.id, {
        offset: 0,
        limit: 1,
        which: 'all',
        order: 'desc',
      });
      expect(contentsOf(page)).toEqual(counted(['text 6']));
    });

    it('finds nothing in a conversation of which everything is cleared', async () => {
      const stores = await open();
      const { ann, id } = await aTalk(stores);
      await readUpTo(stores, id, ann.id, 6);

      await mark(stores, ann.id, id, { clearedSeq: 6 });

      expect(await foundBy(stores, ann.id)).toEqual([]);
      expect(await foundBy(stores, ann.id, id)).toEqual([]);
      const none = counted([]);
      expect(await mailboxOf(stores, ann.id)).toEqual({
        all: none,
        read: none,
        unread: none,
        sent: none,
      });
      await send(stores, id, { senderId: ann.id, content: 'text again' });
      expect(await foundBy(stores, ann.id)).toEqual(['text again']);
    });
  });
};
