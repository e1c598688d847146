import { describe, expect, it } from 'vitest';
import type { ConversationView } from '#contracts/closed-lists.ts';
import { wordsOf } from '#contracts/texts/find-words.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import { newConversation, sortedPair, stateOf } from '#core/domain/conversation.ts';
import { matcherOf } from '#core/domain/message-search.ts';
import { acceptChange, asRequestTo, declineChange } from '#core/domain/requests/message-request.ts';
import { openBetween, register, send } from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';

/** Bob waits for Ann's answer, with two messages; Cas has written to her in an accepted conversation. */
const setup = async (open: OpenStores) => {
  const stores = await open();
  const [ann, bob, cas] = [await register(stores), await register(stores), await register(stores)];
  const fresh = newConversation(stores.ids.uuid(), sortedPair(ann.id, bob.id), stores.clock.now());
  const { conversation } = await stores.conversations.open(asRequestTo(fresh, ann.id));
  const accepted = await openBetween(stores, ann, cas);
  for (const content of ['a request', 'another request']) {
    stores.clock.advance(1);
    await send(stores, conversation.id, { senderId: bob.id, content });
  }
  stores.clock.advance(1);
  await send(stores, accepted.id, { senderId: cas.id, content: 'no request' });
  const current = async (): Promise<Conversation> => {
    const found = await stores.conversations.get(conversation.id);
    if (!found) throw new Error('no conversation');
    return found;
  };
  const write = (
    make: (conversation: Conversation, now: number) => ReturnType<typeof acceptChange>,
  ) =>
    stores.conversations.change({ conversationId: conversation.id }, (snapshot) => {
      const change = snapshot.conversation && make(snapshot.conversation, stores.clock.now());
      return { result: null, ...(change && { change }) };
    });
  return {
    stores,
    ann,
    bob,
    cas,
    id: conversation.id,
    accepted,
    current,
    decline: () => write((one, now) => declineChange(one, ann.id, now)),
    accept: () => write((one, now) => acceptChange(one, [ann.id], now)),
  };
};

const seenIn = async (stores: Stores, userId: string, view: ConversationView) => {
  const page = { offset: 0, limit: 10 };
  const listed = await stores.settings.list(userId, { view, now: stores.clock.now(), ...page });
  const ids = listed.items.map(({ conversation }) => conversation.id);
  return { ids, total: listed.total, requestsTotal: listed.requestsTotal };
};

const textsOf = (items: readonly { message: { content: string | null } }[]) =>
  items.map(({ message }) => message.content);

const foundBy = async (stores: Stores, userId: string, conversationId?: string) => {
  const stopAfter = { matches: 10, messages: 100, milliseconds: 60_000 };
  const matches = matcherOf(wordsOf('request'));
  const in_ = conversationId === undefined ? {} : { conversationId };
  return textsOf((await stores.conversations.search(userId, { matches, stopAfter, ...in_ })).items);
};

const received = async (stores: Stores, userId: string, which: 'all' | 'unread' | 'read') => {
  const request = { which, order: 'asc', offset: 0, limit: 10 } as const;
  const { items, total } = await stores.conversations.listReceived(userId, request);
  expect(total).toBe(items.length);
  return textsOf(items);
};

export const describeRequests = (open: OpenStores): void => {
  describe('a request', () => {
    it('is stored for the member for whom it waits, with the number of its messages', async () => {
      const { ann, bob, current } = await setup(open);

      const { states } = await current();

      expect(states[ann.id]?.request).toEqual({ state: 'pending', messages: 2 });
      expect(states[bob.id]).not.toHaveProperty('request');
    });

    it('is in its own view and in the whole list, and its messages are in no total', async () => {
      const { stores, ann, bob, cas, id, accepted } = await setup(open);

      const both = { ids: [accepted.id, id], total: 2, requestsTotal: 1 };
      expect(await seenIn(stores, ann.id, 'all')).toEqual(both);
      expect(await seenIn(stores, ann.id, 'requests')).toEqual({ ...both, ids: [id], total: 1 });
      const main = { ids: [accepted.id], total: 1, requestsTotal: 1 };
      expect(await seenIn(stores, ann.id, 'main')).toEqual(main);
      expect(await seenIn(stores, ann.id, 'archived')).toEqual({
        ids: [],
        total: 0,
        requestsTotal: null,
      });
      const own = { ids: [id], total: 1, requestsTotal: 0 };
      expect(await seenIn(stores, bob.id, 'main')).toEqual(own);
      expect(await stores.conversations.unreadCounts(ann.id)).toEqual(new Map([[accepted.id, 1]]));
      expect(await stores.conversations.unreadCounts(cas.id)).toEqual(new Map());
      const texts = ['a request', 'another request', 'no request'];
      for (const which of ['all', 'unread'] as const) {
        expect(await received(stores, ann.id, which)).toEqual(texts);
      }
    });

    it('that is declined is in no list of its receiver, and as before for its sender', async () => {
      const { stores, ann, bob, id, accepted, current, decline } = await setup(open);
      const before = await seenIn(stores, bob.id, 'main');

      await decline();
      await send(stores, id, { senderId: bob.id, content: 'a third request' });

      expect(stateOf(await current(), ann.id).request).toEqual({ state: 'declined', messages: 3 });
      const rest = { ids: [accepted.id], total: 1, requestsTotal: 0 };
      expect(await seenIn(stores, ann.id, 'all')).toEqual(rest);
      expect(await seenIn(stores, ann.id, 'main')).toEqual(rest);
      expect(await seenIn(stores, ann.id, 'requests')).toEqual({ ...rest, ids: [], total: 0 });
      expect(await seenIn(stores, bob.id, 'main')).toEqual(before);
      for (const which of ['all', 'unread'] as const) {
        expect(await received(stores, ann.id, which)).toEqual(['no request']);
      }
      expect(await received(stores, ann.id, 'read')).toEqual([]);
      expect(await foundBy(stores, ann.id)).toEqual(['no request']);
      expect(await foundBy(stores, ann.id, id)).toHaveLength(3);
      expect(await foundBy(stores, bob.id)).toHaveLength(3);
    });

    it('that is accepted, also after a decline, is a conversation like any other', async () => {
      const { stores, ann, id, accepted, current, decline, accept } = await setup(open);
      await decline();

      await accept();

      expect(stateOf(await current(), ann.id)).toEqual({
        readSeq: 0,
        unread: 2,
        received: 2,
        sent: 0,
      });
      const both = { ids: [accepted.id, id], total: 2, requestsTotal: 0 };
      expect(await seenIn(stores, ann.id, 'main')).toEqual(both);
      expect((await stores.conversations.unreadCounts(ann.id)).get(id)).toBe(2);
      expect(await foundBy(stores, ann.id)).toHaveLength(3);
    });

    it('is accepted by a message of its receiver', async () => {
      const { stores, ann, id, current } = await setup(open);

      await send(stores, id, { senderId: ann.id });

      expect(stateOf(await current(), ann.id)).toEqual({
        readSeq: 0,
        unread: 2,
        received: 2,
        sent: 1,
      });
    });
  });
};
