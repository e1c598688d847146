import { expect, it } from 'vitest';
import type { Call } from '#client/http/call.ts';
import { createCatchUp } from '#client/sync/catch-up.ts';
import { createMemoryCache } from '#client/sync/memory-cache.ts';
import type { Conversation } from '#contracts/http/conversations.ts';
import { aConversation } from '#test/web/support/builders.ts';
import { createFakeTimers } from '#test/web/support/fake-timers.ts';

const archivedIn = (one: Conversation): Conversation => ({
  ...one,
  me: { ...one.me, ver: 1, archived_seq: 0 },
});

/** A server with these views; the client knows `known`. Returns the lists for other tabs, too. */
const setup = async (
  known: readonly Conversation[],
  views: {
    main: Conversation[];
    archived: Conversation[];
    requests?: Conversation[];
    single?: Conversation;
  },
) => {
  const asked: string[] = [];
  const call = (async (
    _key: string,
    input: { query?: { view: 'main' | 'archived' | 'requests' } },
  ) => {
    asked.push(input.query?.view ?? 'single');
    if (!input.query) return views.single;
    const archived_total = views.archived.length;
    const requests_total = views.requests?.length ?? 0;
    return { items: views[input.query.view], pages: 1, archived_total, requests_total };
  }) as unknown as Call;
  const cache = createMemoryCache(call);
  cache.mergeList(known);
  const lists: string[][] = [];
  const catchUp = createCatchUp({
    ...createFakeTimers(),
    call,
    cache,
    random: () => 0.5,
    onList: (fresh) => lists.push(fresh.map(({ id }) => id)),
  });
  await catchUp.list();
  return { cache, asked, lists };
};

it('a conversation that is missing in the list, though it would be in it, is read for all tabs', async () => {
  const [kept, lost] = [aConversation({ id: 'kept' }), aConversation({ id: 'lost' })];

  const { cache, asked, lists } = await setup([kept, lost], {
    main: [kept],
    archived: [],
    single: archivedIn(lost),
  });

  expect(asked).toEqual(['main', 'single']);
  expect(cache.conversation('lost')?.me).toEqual(archivedIn(lost).me);
  expect(lists).toEqual([['kept', 'lost']]);
});

it('archived conversations are read as well, if there are any', async () => {
  const [kept, other] = [aConversation({ id: 'kept' }), aConversation({ id: 'other' })];

  const { cache, asked } = await setup([kept, other], {
    main: [kept],
    archived: [archivedIn(other)],
  });

  expect(asked).toEqual(['main', 'archived']);
  expect(cache.conversation('other')?.me.archived_seq).toBe(0);
  const archived = { loaded: 1, total: 1, count: 1 };
  const requests = { loaded: 0, total: 0, count: 0 };
  expect(cache.listExtent()).toEqual({ loaded: 1, total: 1, archived, requests });
});

it('requests are read as well, if there are any', async () => {
  const request = { state: 'received', messages_left: 9 } as const;
  const stranger = { ...aConversation({ id: 'request' }), request };

  const { cache, asked } = await setup([], { main: [], archived: [], requests: [stranger] });

  expect(asked).toEqual(['main', 'requests']);
  expect(cache.conversation('request')?.request).toEqual(request);
  expect(cache.listExtent()?.requests).toEqual({ loaded: 1, total: 1, count: 1 });
});
