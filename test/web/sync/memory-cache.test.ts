import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { applyEvent } from '#client/sync/apply-event.ts';
import type { Cache } from '#client/sync/cache.ts';
import { createMemoryCache } from '#client/sync/memory-cache.ts';
import { foldMessage, windowOf } from '#client/sync/message-window.ts';
import type { Message } from '#contracts/http/messages.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import {
  aConversation,
  aMessage,
  CONVERSATION,
  ME,
  newMessage,
} from '#test/web/support/builders.ts';
import { createFakeCall } from '#test/web/support/fake-call.ts';

/** A memory cache whose server has `count` messages of the peer. */
const setup = (count: number) => {
  const onServer = aConversation({ ver: count + 1, last_seq: count });
  const latest = Array.from({ length: count }, (_, index) => aMessage(count - index));
  const server = createFakeCall({
    'GET /api/conversations/{id}': () => onServer,
    'GET /api/conversations/{id}/messages': () => ({ items: latest, next_cursor: null }),
  });
  const cache = createMemoryCache(server.call);
  const received: string[] = [];
  const unsubscribe = cache.onMessage(({ id, rev }) => received.push(`${id}@${rev}`));
  cache.mergeList([onServer]);
  return { cache, received, unsubscribe };
};

it('every message that is new or has a higher revision is emitted once', async () => {
  const { cache, received, unsubscribe } = setup(2);

  await cache.resetWindow(CONVERSATION);
  applyEvent(cache, newMessage(aMessage(3), 4), ME);
  applyEvent(cache, newMessage(aMessage(3), 4), ME);
  cache.setWindow(CONVERSATION, (window) =>
    foldMessage(window, aMessage(1, { rev: 4, content: 'edited' })),
  );
  unsubscribe();
  applyEvent(cache, newMessage(aMessage(5), 6), ME);

  expect(received).toEqual(['m1@1', 'm2@2', 'm3@3', 'm1@4']);
});

it('new messages are accepted after any number of them', async () => {
  const { cache, received } = setup(1);
  await cache.resetWindow(CONVERSATION);

  for (let seq = 2; seq <= 1_500; seq++) applyEvent(cache, newMessage(aMessage(seq), seq + 1), ME);

  expect(received).toHaveLength(1_500);
  expect(cache.window(CONVERSATION)?.upTo).toBeNull();
  expect(cache.window(CONVERSATION)?.messages.length).toBeLessThanOrEqual(500);
});

/** Both have the first two messages. */
const filled: [string, () => Cache][] = [
  [
    'TanStack Query',
    () => {
      const client = new QueryClient();
      client.setQueryData(keys.conversations, { [CONVERSATION]: aConversation({ ver: 3 }) });
      const items = [aMessage(2), aMessage(1)];
      const window = windowOf({ items, next_cursor: null }, 2);
      client.setQueryData(keys.messages(CONVERSATION), window);
      return createQueryCache(client);
    },
  ],
];

it.each(filled)(
  '%s and the memory cache have the same content after the same events',
  async (_, make) => {
    const { cache } = setup(2);
    await cache.resetWindow(CONVERSATION);
    cache.setConversations(() => ({ [CONVERSATION]: aConversation({ ver: 3 }) }));
    const both = [cache, make()];
    const deleted: Message = aMessage(1, { rev: 4, content: null, text: null });

    const missing = both.map((one) => [
      applyEvent(one, newMessage(aMessage(3), 4), ME),
      applyEvent(one, { ...newMessage(deleted, 5), type: 'message:delete', seq: 4 } as never, ME),
      applyEvent(one, newMessage(aMessage(9), 10), ME),
    ]);
    for (const one of both)
      one.setListExtent({
        loaded: 2,
        total: 3,
        archived: { loaded: 1, total: 1, count: 4 },
        requests: { loaded: 0, total: 0, count: 0 },
      });

    expect(missing[0]).toEqual(missing[1]);
    expect(both[0]?.window(CONVERSATION)).toEqual(both[1]?.window(CONVERSATION));
    expect(both[0]?.conversations()).toEqual(both[1]?.conversations());
    expect(both[0]?.listExtent()).toEqual(both[1]?.listExtent());
    expect(both[0]?.loadedWindows()).toEqual(both[1]?.loadedWindows());
  },
);
