import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Order } from '#contracts/closed-lists.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import type { Message } from '#core/domain/message.ts';
import { isRead } from '#core/domain/message.ts';
import type { User } from '#core/domain/user.ts';
import type { MessageInContext } from '#core/ports/conversations.ts';
import type { Listed } from '#core/ports/lists.ts';
import {
  deleteMessage,
  editMessage,
  openBetween,
  readMessage,
  readUpTo,
  register,
  send,
} from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';

const lists = ['all', 'unread', 'read', 'sent'] as const;
type List = (typeof lists)[number];
const orders: readonly Order[] = ['asc', 'desc'];
const whole = { offset: 0, limit: 1_000 };

const listed = (
  { conversations }: Stores,
  userId: string,
  which: List,
  request: { offset: number; limit: number; order: Order },
): Promise<Listed<MessageInContext>> =>
  which === 'sent'
    ? conversations.listSent(userId, request)
    : conversations.listReceived(userId, { which, ...request });

const messagesOf = ({ items }: Listed<MessageInContext>) => items.map(({ message }) => message);

/** Ann's conversations with two others and with herself. */
export const setup = async (open: OpenStores) => {
  const stores = await open();
  const [ann, bob, cas] = [await register(stores), await register(stores), await register(stores)];
  const conversations = [
    await openBetween(stores, ann, bob),
    await openBetween(stores, ann, cas),
    await openBetween(stores, ann, ann),
    await openBetween(stores, bob, cas),
  ];
  const [withBob, withCas, notes] = conversations;
  if (!withBob || !withCas || !notes) throw new Error('no conversations');
  return { stores, ann, bob, cas, withBob, withCas, notes, conversations };
};

export const byTime = (one: Message, other: Message): number =>
  one.createdAt - other.createdAt ||
  Number(one.conversationId > other.conversationId) -
    Number(one.conversationId < other.conversationId) ||
  one.seq - other.seq;

/** The expected list, computed from the conversations, oldest first. */
export const expectedList = async (
  stores: Stores,
  opened: readonly Conversation[],
  userId: string,
  which: List,
): Promise<Message[]> => {
  const found: Message[] = [];
  for (const { id } of opened) {
    const conversation = await stores.conversations.get(id);
    if (!conversation) throw new Error('the conversation is gone');
    const messages = await stores.conversations.listMessages(id, { limit: 1_000 });
    const belongs = (message: Message): boolean => {
      if (which === 'sent') return message.senderId === userId;
      if (message.receiverId !== userId) return false;
      return which === 'all' || isRead(message, conversation) === (which === 'read');
    };
    found.push(...messages.filter(({ deletedAt }) => deletedAt === null).filter(belongs));
  }
  return found.sort(byTime);
};

/** All pages of a size; every total must be the same. */
const readPages = async (
  stores: Stores,
  userId: string,
  which: List,
  order: Order,
  limit: number,
) => {
  const seen: Message[] = [];
  for (let offset = 0; ; offset += limit) {
    const page = await listed(stores, userId, which, { offset, limit, order });
    const messages = messagesOf(page);
    seen.push(...messages);
    if (messages.length < limit) return { seen, total: page.total };
  }
};

/** A step in one of the conversations, some time after the previous one. */
export const step = fc.record({
  conversation: fc.nat({ max: 3 }),
  member: fc.nat({ max: 1 }),
  later: fc.constantFrom(0, 0, 1, 1_000),
  kind: fc.constantFrom('send', 'send', 'send', 'edit', 'delete', 'read', 'readUpTo'),
  which: fc.nat({ max: 30 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

export const take = async (stores: Stores, opened: readonly Conversation[], one: Step) => {
  stores.clock.advance(one.later);
  const { id, members } = opened[one.conversation] ?? { id: '', members: ['', ''] };
  const userId = members[one.member] ?? '';
  if (one.kind === 'send') return send(stores, id, { senderId: userId });
  if (one.kind === 'readUpTo') return readUpTo(stores, id, userId, one.which);
  const messages = await stores.conversations.listMessages(id, { limit: 1_000 });
  const message = messages[one.which % Math.max(1, messages.length)];
  if (!message) return;
  if (one.kind === 'edit') return editMessage(stores, message, `edit at ${stores.clock.now()}`);
  return one.kind === 'delete' ? deleteMessage(stores, message) : readMessage(stores, message);
};

export const describeMailbox = (open: OpenStores): void => {
  describe('listReceived and listSent', () => {
    it('return each message with its conversation in their current state', async () => {
      const { stores, ann, bob, withBob } = await setup(open);
      const { message } = await send(stores, withBob.id, { senderId: bob.id });
      const edited = await editMessage(stores, message, 'edited');
      await readUpTo(stores, withBob.id, ann.id, 1);

      const received = await stores.conversations.listReceived(ann.id, {
        ...whole,
        which: 'all',
        order: 'desc',
      });
      const sent = await stores.conversations.listSent(bob.id, { ...whole, order: 'desc' });

      const conversation = await stores.conversations.get(withBob.id);
      expect(received).toEqual({ items: [{ message: edited, conversation }], total: 1 });
      expect(sent).toEqual(received);
    });

    it('sort by time over all conversations, ties by conversation and sequence', async () => {
      const { stores, ann, bob, cas, withBob, withCas } = await setup(open);
      const say = async (conversation: Conversation, { id }: User, later: number) => {
        stores.clock.advance(later);
        return (await send(stores, conversation.id, { senderId: id })).message;
      };
      const sent = [
        await say(withBob, bob, 0),
        await say(withCas, cas, 5),
        await say(withBob, bob, 5),
        await say(withCas, cas, 0),
        await say(withBob, bob, 0),
      ];

      for (const which of ['all', 'unread'] as const) {
        const asc = await listed(stores, ann.id, which, { ...whole, order: 'asc' });
        const desc = await listed(stores, ann.id, which, { ...whole, order: 'desc' });
        expect(messagesOf(asc)).toEqual([...sent].sort(byTime));
        expect(messagesOf(desc)).toEqual([...sent].sort(byTime).reverse());
      }
    });

    it('include notes to oneself in both lists, as read', async () => {
      const { stores, ann, notes } = await setup(open);
      const { message } = await send(stores, notes.id, { senderId: ann.id });

      for (const which of ['all', 'read', 'sent'] as const) {
        const list = await listed(stores, ann.id, which, { ...whole, order: 'desc' });
        expect({ messages: messagesOf(list), total: list.total }).toEqual({
          messages: [message],
          total: 1,
        });
      }
      const unread = await listed(stores, ann.id, 'unread', { ...whole, order: 'desc' });
      expect(unread).toEqual({ items: [], total: 0 });
    });

    it('exclude deleted messages', async () => {
      const { stores, ann, bob, withBob, notes } = await setup(open);
      const { message } = await send(stores, withBob.id, { senderId: bob.id });
      const { message: note } = await send(stores, notes.id, { senderId: ann.id });
      await readMessage(stores, message);

      await deleteMessage(stores, message);
      await deleteMessage(stores, note);

      for (const userId of [ann.id, bob.id]) {
        for (const which of lists) {
          const list = await listed(stores, userId, which, { ...whole, order: 'asc' });
          expect(list).toEqual({ items: [], total: 0 });
        }
      }
    });

    it('are empty for a user without conversations, and past the end', async () => {
      const { stores, ann, bob, withBob } = await setup(open);
      const nobody = await register(stores);
      await send(stores, withBob.id, { senderId: bob.id });
      await send(stores, withBob.id, { senderId: ann.id });
      await send(stores, withBob.id, { senderId: bob.id });
      await readUpTo(stores, withBob.id, ann.id, 1);

      for (const order of orders) {
        for (const which of lists) {
          const list = await listed(stores, nobody.id, which, { ...whole, order });
          expect(list).toEqual({ items: [], total: 0 });
          const past = await listed(stores, ann.id, which, { offset: 7, limit: 3, order });
          expect(past).toEqual({ items: [], total: which === 'all' ? 2 : 1 });
        }
      }
    });

    it('page without overlap or loss, with exact totals, after any sequence of actions', async () => {
      const { stores, ann, bob, conversations } = await setup(open);

      const property = fc.asyncProperty(
        fc.array(step, { minLength: 10, maxLength: 20, size: 'max' }),
        fc.integer({ min: 1, max: 7 }),
        async (steps, size) => {
          for (const one of steps) await take(stores, conversations, one);
          for (const { id } of [ann, bob]) {
            for (const which of lists) {
              const oldestFirst = await expectedList(stores, conversations, id, which);
              const up = await readPages(stores, id, which, 'asc', size);
              const down = await readPages(stores, id, which, 'desc', size);
              expect(up).toEqual({ seen: oldestFirst, total: oldestFirst.length });
              expect(down).toEqual({ seen: [...oldestFirst].reverse(), total: up.total });
            }
          }
        },
      );

      await fc.assert(property, { numRuns: 6, seed: 20_260_102, endOnFailure: true });
    });
  });
};
