import { expect } from 'vitest';
import type { DisappearingSeconds } from '#contracts/http/disappearing/times.ts';
import { wordsOf } from '#contracts/texts/find-words.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import { matcherOf } from '#core/domain/message-search.ts';
import { disappearingChange } from '#core/domain/visibility/disappearing.ts';
import { aPair, send } from './actions.ts';
import type { OpenStores, Stores } from './stores.ts';

export const day = 86_400 as const;
const page = { offset: 0, limit: 100 };

export const set = (
  stores: Pick<Stores, 'conversations' | 'clock' | 'ids'>,
  conversationId: string,
  memberId: string,
  after: DisappearingSeconds | null,
) =>
  stores.conversations.change({ conversationId }, ({ conversation }) => {
    if (!conversation) throw new Error('no such conversation');
    const [clientId, now] = [stores.ids.uuid(), stores.clock.now()];
    const change = disappearingChange(conversation, memberId, after, clientId, now);
    return { result: change?.insert ?? null, ...(change && { change }) };
  });

/** Ann has set one day; each has sent one text since, after one that stays. */
export const setup = async (open: OpenStores) => {
  const stores = await open();
  const { ann, bob, conversation } = await aPair(stores);
  const { id } = conversation;
  const texts = (senderId: string, content: string) => send(stores, id, { senderId, content });
  await texts(ann.id, 'a secret that stays');
  stores.clock.advance(1);
  const notice = await set(stores, id, ann.id, day);
  stores.clock.advance(1);
  const first = await texts(ann.id, 'the first secret');
  stores.clock.advance(1);
  const second = await texts(bob.id, 'the second secret');
  const current = async (): Promise<Conversation> => {
    const found = await stores.conversations.get(id);
    if (!found) throw new Error('no conversation');
    return found;
  };
  const seenBy = (userId: string) => everySeen(stores, userId, id);
  /** To the moment in which the first text expires. */
  const expire = () => stores.clock.advance(day * 1_000 - 1);
  return { stores, ann, bob, id, notice, first, second, current, seenBy, expire };
};

const textsOf = (items: readonly { message: { content: string | null } }[]) =>
  items.map(({ message }) => message.content);

/** What every reader shows to a user. */
export const everySeen = async (stores: Stores, userId: string, conversationId: string) => {
  const { conversations, settings, clock } = stores;
  const stopAfter = { matches: 100, messages: 100, milliseconds: 60_000 };
  const matches = matcherOf(wordsOf('secret'));
  const received = async (which: 'all' | 'unread' | 'read') => {
    const { items, total } = await conversations.listReceived(userId, {
      which,
      order: 'asc',
      ...page,
    });
    expect(total).toBe(items.length);
    return textsOf(items);
  };
  const sent = await conversations.listSent(userId, { order: 'asc', ...page });
  expect(sent.total).toBe(sent.items.length);
  const log = await conversations.readLog(conversationId, { after: 0, limit: 100 });
  const listed = await settings.list(userId, { view: 'main', now: clock.now(), ...page });
  const byActivity = await conversations.listByActivity(userId, page);
  return {
    history: (await conversations.listMessages(conversationId, { limit: 100 })).map(
      ({ content }) => content,
    ),
    log: log.map(({ seq, message }) => `${seq} ${message.content}`),
    all: await received('all'),
    unread: await received('unread'),
    read: await received('read'),
    sent: textsOf(sent.items),
    found: textsOf((await conversations.search(userId, { matches, stopAfter })).items),
    foundHere: textsOf(
      (await conversations.search(userId, { matches, stopAfter, conversationId })).items,
    ),
    unreadCount: (await conversations.unreadCounts(userId)).get(conversationId) ?? 0,
    previews: [...listed.items.map((one) => one.conversation), ...byActivity.items].map(
      ({ lastMessage }) => lastMessage?.preview,
    ),
  };
};

export const removeExpired = ({ conversations, clock }: Stores): Promise<number> =>
  conversations.removeExpired({
    until: clock.now() + 60_000,
    onFailure: (error) => {
      throw error;
    },
  });
