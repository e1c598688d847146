import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { createMemoryChanges } from '#client';
import { ApiError } from '#client/http/api-error.ts';
import { foldPresence } from '#client/sync/conversation-index.ts';
import { createReadMarks, readMarkTimes, withSeen } from '#client/sync/read-marks.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import { aConversation, CONVERSATION, ME } from '#test/web/support/builders.ts';
import { createFakeCall } from '#test/web/support/fake-call.ts';
import { createFakeTimers, settle } from '#test/web/support/fake-timers.ts';

const READ = 'POST /api/conversations/{id}/read';

const setup = (changes = createMemoryChanges()) => {
  const client = new QueryClient();
  client.setQueryData(keys.conversations, {
    [CONVERSATION]: aConversation({ unread_count: 3, last_seq: 3 }),
  });
  const cache = createQueryCache(client);
  const clock = createFakeTimers();
  let failure: Error | null = null;
  let isPeerTyping = false;
  let socketId: string | undefined;
  const events: unknown[] = [];
  const server = createFakeCall({
    [READ]: ({ body }) => {
      if (failure) throw failure;
      const { seq } = body as { seq: number };
      return aConversation({ ver: 2 + seq, my_read_seq: seq, unread_count: 0 });
    },
  });
  return {
    cache,
    clock,
    events,
    bodies: () => server.asked.map(({ input }) => input.body),
    setSocket: (id: string) => {
      socketId = id;
    },
    setPeerTyping: (isTyping: boolean) => {
      isPeerTyping = isTyping;
    },
    marks: createReadMarks({
      ...clock,
      call: server.call,
      cache,
      userId: ME,
      changes,
      socketId: () => socketId,
      onRead: (event) => events.push(event),
      isPeerTyping: () => isPeerTyping,
    }),
    sent: () => server.asked.map(({ input }) => (input.body as { seq: number }).seq),
    fail: (error: Error | null) => {
      failure = error;
    },
  };
};

const { quietMs, maxMs, typingMs } = readMarkTimes;

it('a mark is sent after a moment, and its answer applied', async () => {
  const { marks, sent, cache, clock } = setup();

  marks.mark(CONVERSATION, 3);
  await clock.advance(quietMs - 1);
  expect(sent()).toEqual([]);
  await clock.advance(1);

  expect(sent()).toEqual([3]);
  expect(cache.conversation(CONVERSATION)).toMatchObject({ my_read_seq: 3, unread_count: 0 });
});

it('seen messages are shown as read while their mark waits; in the middle only the server can count', async () => {
  const { marks, cache, clock } = setup();
  const shown = () => {
    const conversation = cache.conversation(CONVERSATION) ?? aConversation();
    return withSeen(conversation, marks.store.getState().seen).unread_count;
  };

  marks.mark(CONVERSATION, 2);
  expect(shown()).toBe(3);
  marks.mark(CONVERSATION, 3);
  expect(shown()).toBe(0);
  expect(cache.conversation(CONVERSATION)?.unread_count).toBe(3);
  await clock.advance(quietMs);

  expect(marks.store.getState().seen).toEqual({});
  expect(shown()).toBe(0);
});

it('messages that are seen together need one mark, which waits for at most two and a half seconds', async () => {
  const { marks, sent, clock } = setup();

  for (let seq = 3; seq < 8; seq++) {
    marks.mark(CONVERSATION, seq);
    await clock.advance(quietMs / 2);
  }
  expect(sent()).toEqual([5]);
  await clock.advance(maxMs);

  expect(sent()).toEqual([5, 7]);
});

it('a mark waits while the peer types, since the next message needs one anyway', async () => {
  const { marks, sent, clock, setPeerTyping } = setup();
  marks.mark(CONVERSATION, 3);
  setPeerTyping(true);
  await clock.advance(8_000);
  setPeerTyping(false);
  marks.mark(CONVERSATION, 4);
  await clock.advance(0);

  expect(sent()).toEqual([4]);
});

it('a mark waits for a bounded time while the peer types', async () => {
  const { marks, sent, clock, setPeerTyping } = setup();
  setPeerTyping(true);
  marks.mark(CONVERSATION, 3);

  await clock.advance(typingMs - 1);
  expect(sent()).toEqual([]);
  await clock.advance(1);

  expect(sent()).toEqual([3]);
});

it('with the id of a socket the response replaces the event, for the other tabs too', async () => {
  const { marks, clock, events, bodies, setSocket } = setup();
  marks.mark(CONVERSATION, 3);
  await clock.advance(quietMs);
  expect(bodies()).toEqual([{ seq: 3 }]);
  expect(events).toEqual([]);

  setSocket('mine');
  marks.mark(CONVERSATION, 4);
  await clock.advance(quietMs);

  expect(bodies().at(-1)).toEqual({ seq: 4, socket_id: 'mine' });
  expect(events).toEqual([
    {
      type: 'message:read',
      conversation_id: CONVERSATION,
      ver: 6,
      payload: { user_id: ME, up_to_seq: 4 },
    },
  ]);
});

it('a closing page sends its marks at once', async () => {
  const { marks, sent, clock } = setup();
  marks.mark(CONVERSATION, 3);

  marks.resume();
  await clock.advance(maxMs);

  expect(sent()).toEqual([3]);
});

it('a later mark is sent after the one in progress, an earlier one is not', async () => {
  const { marks, sent, clock } = setup();

  marks.mark(CONVERSATION, 3);
  marks.resume();
  marks.mark(CONVERSATION, 5);
  marks.mark(CONVERSATION, 4);
  await clock.advance(maxMs);

  expect(sent()).toEqual([3, 5]);
});

it('a failed mark is sent again when the server is back', async () => {
  const { marks, sent, fail, cache, clock } = setup();
  fail(new ApiError(0, 'network'));
  marks.mark(CONVERSATION, 3);
  await clock.advance(maxMs);

  fail(null);
  marks.resume();
  await settle();
  marks.resume();
  await settle();

  expect(sent()).toEqual([3, 3]);
  expect(cache.conversation(CONVERSATION)?.unread_count).toBe(0);
});

it('a mark that had no answer is kept for the next page, which shows and sends it', async () => {
  const changes = createMemoryChanges();
  const first = setup(changes);
  first.fail(new ApiError(0, 'network'));
  first.marks.mark(CONVERSATION, 3);
  await first.clock.advance(maxMs);
  first.marks.stop();
  first.marks.resume();

  const next = setup(changes);
  const known = aConversation({ unread_count: 3, last_seq: 3 });
  expect(withSeen(known, next.marks.store.getState().seen).unread_count).toBe(0);
  next.marks.resume();
  await settle();

  expect(next.sent()).toEqual([3]);
  expect(changes.keys()).toEqual([]);
});

it('a refused mark is not sent again', async () => {
  const { marks, sent, fail, clock } = setup();
  fail(new ApiError(404, 'conversation_not_found'));
  marks.mark(CONVERSATION, 3);
  await clock.advance(maxMs);

  marks.resume();
  await settle();

  expect(sent()).toEqual([3]);
});

it('an answer does not set back the presence of an event that came meanwhile', async () => {
  const { marks, cache, clock } = setup();
  marks.mark(CONVERSATION, 3);
  cache.setConversations((index) =>
    foldPresence(index, {
      type: 'presence:update',
      payload: { user_id: aConversation().peer.id, online: true, last_seen: null },
    }),
  );
  await clock.advance(quietMs);

  expect(cache.conversation(CONVERSATION)).toMatchObject({
    my_read_seq: 3,
    peer: { online: true },
  });
});
