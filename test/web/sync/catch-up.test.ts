import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import type { Call } from '#client/http/call.ts';
import { socketTimes } from '#client/socket/socket.ts';
import { COMPARE_MS, createCatchUp } from '#client/sync/catch-up.ts';
import { foldPresence } from '#client/sync/conversation-index.ts';
import { loadOlder } from '#client/sync/load-more.ts';
import { windowOf } from '#client/sync/message-window.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import { aConversation, aMessage, CONVERSATION } from '#test/web/support/builders.ts';
import { createFakeCall } from '#test/web/support/fake-call.ts';
import { createFakeTimers } from '#test/web/support/fake-timers.ts';

const LIST = 'GET /api/conversations';
const LOG = 'GET /api/conversations/{id}/log';
const ONE = 'GET /api/conversations/{id}';
const MESSAGES = 'GET /api/conversations/{id}/messages';

const entry = (seq: number) => ({ seq, kind: 'message', message: aMessage(seq) });
const pageOf = (conversation: unknown) => ({ items: [conversation], pages: 1 });

/** The client has `held` entries of a conversation with `total` on the server. */
const setup = ({
  held,
  total,
  isOpen = true,
}: {
  held: number;
  total: number;
  isOpen?: boolean;
}) => {
  const client = new QueryClient();
  const cache = createQueryCache(client);
  const onServer = aConversation({ ver: total + 1, last_seq: total, unread_count: total });
  client.setQueryData(keys.conversations, {
    [CONVERSATION]: aConversation({ ver: held + 1, last_seq: held, unread_count: held }),
  });
  if (isOpen) {
    const items = [aMessage(held)];
    client.setQueryData(
      keys.messages(CONVERSATION),
      windowOf({ items, next_cursor: `m${held}` }, held),
    );
  }
  const server = createFakeCall({
    [LIST]: () => pageOf(onServer),
    [ONE]: () => onServer,
    [LOG]: ({ query }) => {
      const after = Number(query?.['after']);
      const limit = Number(query?.['limit']);
      const seqs = Array.from({ length: total - after }, (_, index) => after + index + 1);
      return {
        entries: seqs.slice(0, limit).map(entry),
        last_seq: total,
        conversation: onServer,
      };
    },
    [MESSAGES]: () => ({ items: [aMessage(held - 1)], next_cursor: null }),
  });
  const clock = createFakeTimers();
  const catchUpBy = (call: Call) =>
    createCatchUp({ call, cache, timers: clock.timers, random: () => 0.5, now: clock.now });
  const catchUp = catchUpBy(server.call);
  return { cache, client, server, onServer, clock, catchUp, catchUpBy };
};

it('the log of a conversation is read until nothing is missing', async () => {
  const { cache, catchUp, server } = setup({ held: 5, total: 255 });

  await catchUp.conversation(CONVERSATION);

  expect(server.keys()).toEqual([LOG, LOG, LOG]);
  expect(cache.window(CONVERSATION)?.logSeq).toBe(255);
  expect(cache.window(CONVERSATION)?.messages).toHaveLength(251);
  expect(cache.conversation(CONVERSATION)).toMatchObject({ ver: 256, unread_count: 255 });
});

it('only the conversation is requested if its messages are not loaded', async () => {
  const { cache, catchUp, server } = setup({ held: 5, total: 9, isOpen: false });

  await catchUp.conversation(CONVERSATION);

  expect(server.keys()).toEqual([ONE]);
  expect(cache.conversation(CONVERSATION)?.ver).toBe(10);
});

it('the list is compared, and the log read only where something is missing', async () => {
  const behind = setup({ held: 5, total: 6 });
  const current = setup({ held: 5, total: 5 });

  await behind.catchUp.list();
  await current.catchUp.list();

  expect(behind.server.keys()).toEqual([LIST, LOG]);
  expect(behind.cache.window(CONVERSATION)?.logSeq).toBe(6);
  expect(current.server.keys()).toEqual([LIST]);
});

it('a comparison is due when the last one is long ago, or something could not be loaded', async () => {
  const { catchUp, catchUpBy, clock, server } = setup({ held: 5, total: 5 });
  await catchUp.listIfDue();
  await clock.advance(COMPARE_MS - 1);
  await catchUp.listIfDue();
  expect(server.keys()).toEqual([LIST]);
  await clock.advance(1);
  await catchUp.listIfDue();
  expect(server.keys()).toEqual([LIST, LIST]);

  let isBroken = true;
  const asked: string[] = [];
  const failing = catchUpBy((async (key: string, input: object) => {
    asked.push(key);
    if (isBroken && key === LOG) throw new ApiError(503, 'gateway');
    return (server.call as unknown as (...args: unknown[]) => unknown)(key, input);
  }) as unknown as Call);
  await failing.list();
  await failing.conversation(CONVERSATION);
  await clock.advance(COMPARE_MS / 3);
  isBroken = false;
  const before = asked.length;
  await failing.listIfDue();

  expect(asked.slice(before)).toEqual([LIST]);
});

it('a request during a run causes exactly one more run', async () => {
  const { catchUp, server } = setup({ held: 5, total: 5 });

  await Promise.all([catchUp.list(), catchUp.list(), catchUp.list()]);

  expect(server.keys()).toEqual([LIST, LIST]);
});

it('an older response does not replace a newer one', async () => {
  const { cache, catchUp } = setup({ held: 9, total: 5 });

  await catchUp.list();

  expect(cache.conversation(CONVERSATION)).toMatchObject({ ver: 10, last_seq: 9 });
});

it('the cache stays unchanged if the server does not answer', async () => {
  const { cache, catchUpBy } = setup({ held: 5, total: 6 });
  const { call } = createFakeCall({});

  await catchUpBy(call).conversation(CONVERSATION);

  expect(cache.window(CONVERSATION)?.logSeq).toBe(5);
});

it('a failed list or log is retried by itself, long before the next pong', async () => {
  const { cache, clock, server, catchUpBy } = setup({ held: 5, total: 6 });
  const failing = [LIST, LOG];
  const call = (async (key: string, input: object) => {
    const next = failing.indexOf(key);
    if (next === -1) return (server.call as unknown as (...args: unknown[]) => unknown)(key, input);
    failing.splice(next, 1);
    throw new ApiError(503, 'gateway');
  }) as unknown as Call;

  await catchUpBy(call).list();
  await clock.advance(socketTimes.pingMs / 10);

  expect(failing).toEqual([]);
  expect(cache.window(CONVERSATION)?.logSeq).toBe(6);
});

it('the window is reloaded when too much is missing', async () => {
  const { cache, catchUp } = setup({ held: 5, total: 5_000 });

  await catchUp.conversation(CONVERSATION);

  expect(cache.window(CONVERSATION)).toBeUndefined();
});

it('an older page continues where the window begins', async () => {
  const { cache, server } = setup({ held: 5, total: 5 });

  await loadOlder({ call: server.call, cache }, CONVERSATION);

  expect(server.asked[0]?.input.query).toMatchObject({ cursor: 'm5' });
  expect(cache.window(CONVERSATION)?.messages.map(({ seq }) => seq)).toEqual([4, 5]);
  expect(cache.window(CONVERSATION)?.cursor).toBeNull();
});

it.each([
  ['the list', (by: ReturnType<typeof createCatchUp>) => by.list()],
  ['a conversation', (by: ReturnType<typeof createCatchUp>) => by.conversation(CONVERSATION)],
])('an answer with %s keeps the presence of an event that came meanwhile', async (_what, ask) => {
  for (const isOpen of [true, false]) {
    const { cache, catchUpBy, server, onServer, clock } = setup({ held: 5, total: 6, isOpen });
    const peerId = onServer.peer.id;
    const comesOnline = (): void => {
      catchUp.presenceChanged(peerId);
      const payload = { user_id: peerId, online: true, last_seen: null };
      cache.setConversations((index) => foldPresence(index, { type: 'presence:update', payload }));
    };
    let isOvertaken = true;
    // The server has answered, and its event overtakes the answer.
    const catchUp = catchUpBy((async (...request: Parameters<Call>) => {
      const answer = await server.call(...request);
      if (isOvertaken) comesOnline();
      return answer;
    }) as Call);
    await ask(catchUp);
    expect(cache.conversation(CONVERSATION)).toMatchObject({ ver: 7, peer: { online: true } });

    // An answer to a later request is newer than the event.
    isOvertaken = false;
    await clock.advance(1);
    await catchUp.list();
    expect(cache.conversation(CONVERSATION)?.peer.online).toBe(false);
  }
});
