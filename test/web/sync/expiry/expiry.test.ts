import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';
import { applyEvent } from '#client/sync/apply-event.ts';
import type { Cache } from '#client/sync/cache.ts';
import { createExpiry } from '#client/sync/expiry/expiry.ts';
import { createMemoryCache } from '#client/sync/memory-cache.ts';
import { windowOf } from '#client/sync/message-window.ts';
import type { Message } from '#contracts/http/messages.ts';
import { copyAt } from '#site/sync/copy-at.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import {
  aConversation,
  aMessage,
  CONVERSATION,
  ME,
  newMessage,
} from '#test/web/support/builders.ts';
import { createFakeCall } from '#test/web/support/fake-call.ts';
import { createFakeTimers } from '#test/web/support/fake-timers.ts';

const start = Date.UTC(2026, 0, 2);
const day = 86_400_000;
const timeAt = (days: number): string => new Date(start + days * day).toISOString();

const passing = (seq: number, days: number): Message =>
  aMessage(seq, { content: `secret ${seq}`, expires_at: timeAt(days) });
const items = [passing(3, 40), passing(2, 1), aMessage(1)];

const conversation = aConversation({
  ver: 3,
  last_seq: 3,
  unread_count: 3,
  next_expiry: timeAt(1),
  last_message: {
    id: 'm3',
    seq: 3,
    sender_id: ME,
    preview: 'secret 3',
    has_attachments: false,
    deleted: false,
    created_at: timeAt(0),
    expires_at: timeAt(40),
  },
});

const memory = async (): Promise<Cache> => {
  const server = createFakeCall({
    'GET /api/conversations/{id}': () => conversation,
    'GET /api/conversations/{id}/messages': () => ({ items, next_cursor: null }),
  });
  const cache = createMemoryCache(server.call);
  cache.mergeList([conversation]);
  await cache.resetWindow(CONVERSATION);
  return cache;
};

const query = async (): Promise<Cache> => {
  const client = new QueryClient();
  client.setQueryData(keys.conversations, { [CONVERSATION]: conversation });
  client.setQueryData(keys.messages(CONVERSATION), windowOf({ items, next_cursor: null }, 3));
  return createQueryCache(client);
};

/** The time that a device has slept: its clock went on, its timers did not. */
const clock = {
  slept: 0,
  sleep: (milliseconds: number): void => {
    clock.slept += milliseconds;
  },
};
beforeEach(() => {
  clock.slept = 0;
});

const setup = async (make: () => Promise<Cache>) => {
  const { timers, advance, now } = createFakeTimers();
  const cache = await make();
  const read: string[] = [];
  const origin = now();
  const expiry = createExpiry({
    cache,
    timers,
    serverNow: () => start + now() - origin + clock.slept,
    onExpired: (id) => read.push(id),
  });
  const texts = () => cache.window(CONVERSATION)?.messages.map(({ content }) => content);
  const preview = () => cache.conversation(CONVERSATION)?.last_message?.preview;
  return { cache, expiry, advance, read, texts, preview };
};

describe.each([
  ['memory', memory],
  ['TanStack Query', query],
])('a client with its cache in %s', (_, make) => {
  it('removes a message at its time and not before, and reads its conversation again', async () => {
    const { cache, expiry, advance, read, texts, preview } = await setup(make);
    expiry.start();

    await advance(day - 1);
    const before = [texts(), read.length];
    await advance(1);

    expect(before).toEqual([['message 1', 'secret 2', 'secret 3'], 0]);
    expect(texts()).toEqual(['message 1', null, 'secret 3']);
    expect(cache.window(CONVERSATION)?.messages[1]).toMatchObject({
      text: null,
      rev: 2,
      deleted_at: timeAt(1),
    });
    expect([read, preview()]).toEqual([[CONVERSATION], 'secret 3']);
  });

  it('removes one after more days than a timer can wait, without a connection', async () => {
    const { expiry, advance, read, texts, preview } = await setup(make);
    expiry.start();

    await advance(40 * day);

    expect([texts(), preview()]).toEqual([['message 1', null, null], '']);
    expect(read).toEqual([CONVERSATION]);
  });

  it('removes at its start what has expired meanwhile', async () => {
    const { expiry, advance, texts } = await setup(make);
    await advance(2 * day);

    expiry.start();

    expect(texts()).toEqual(['message 1', null, 'secret 3']);
  });

  it('removes a text that comes late, and one that was sent later and disappears sooner', async () => {
    const { cache, expiry, advance, texts } = await setup(make);
    expiry.start();
    await advance(2 * day);

    applyEvent(cache, newMessage(passing(4, 1), 4), ME);
    applyEvent(cache, newMessage(passing(5, 3), 5), ME);
    await advance(1_000);
    const late = texts();
    await advance(day);

    expect(late).toEqual(['message 1', null, 'secret 3', null, 'secret 5']);
    expect(texts()).toEqual(['message 1', null, 'secret 3', null, null]);
  });

  it('removes what has expired when a device wakes, whose timers stood still', async () => {
    const { cache, expiry, texts } = await setup(make);
    expiry.start();
    clock.sleep(day);

    expiry.pass();

    expect(texts()).toEqual(['message 1', null, 'secret 3']);
    expect(cache.window(CONVERSATION)?.messages).toHaveLength(3);
  });

  it('removes it within a minute without an event', async () => {
    const { expiry, advance, texts } = await setup(make);
    expiry.start();
    clock.sleep(day);

    await advance(60_000);

    expect(texts()).toEqual(['message 1', null, 'secret 3']);
  });

  it('does nothing while nothing changes', async () => {
    const { cache, expiry, advance } = await setup(make);
    expiry.start();
    await advance(2 * day);
    let changes = 0;
    cache.onChange(() => {
      changes += 1;
    });

    await advance(day);

    expect(changes).toBe(0);
  });

  it('does nothing after it was stopped', async () => {
    const { expiry, advance, texts } = await setup(make);
    expiry.start();
    expiry.stop();

    await advance(2 * day);

    expect(texts()).toEqual(['message 1', 'secret 2', 'secret 3']);
  });
});

it('a stored copy is read without what has expired', () => {
  const window = windowOf({ items, next_cursor: null }, 3);

  const texts = JSON.stringify(copyAt(keys.messages(CONVERSATION), window, start + 2 * day));
  const previews = copyAt(keys.conversations, { [CONVERSATION]: conversation }, start + 50 * day);

  expect(texts).toContain('secret 3');
  expect(texts).not.toContain('secret 2');
  expect(JSON.stringify(previews)).not.toContain('secret');
  expect(copyAt(keys.messages(CONVERSATION), window, start)).toBe(window);
});
