import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import type { ConversationIndex } from '#client/sync/conversation-index.ts';
import { windowOf } from '#client/sync/message-window.ts';
import { keepCopy } from '#site/boot/keep-copy.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import { aConversation, aMessage, CONVERSATION, ME } from '#test/web/support/builders.ts';
import { createFakeTimers } from '#test/web/support/fake-timers.ts';

const setup = () => {
  const client = new QueryClient();
  const { timers, advance } = createFakeTimers();
  const kept = new Map<string, unknown>();
  let writes = 0;
  const copy = {
    keep: async (userId: string, key: readonly string[], data: unknown) => {
      writes++;
      kept.set([userId, ...key].join(' '), data);
    },
    clear: async () => kept.clear(),
  };
  const keeping = keepCopy({ client, userId: ME, timers, copy });
  return { client, advance, kept, keeping, writes: () => writes };
};

/** A page of `count` messages. */
const page = (count: number, cursor: string | null = null) => ({
  items: Array.from({ length: count }, (_, index) => aMessage(count - index)),
  next_cursor: cursor,
});

it('loaded data is persisted, once for a burst of changes, without other queries', async () => {
  const { client, advance, kept, writes } = setup();
  const index = { [CONVERSATION]: aConversation() };
  client.setQueryData(keys.conversations, index);
  createQueryCache(client).mergeList([aConversation({ ver: 2, last_seq: 1 })]);
  client.setQueryData(keys.messages(CONVERSATION), windowOf(page(2), 2));
  client.setQueryData(keys.search('a'), { items: [] });
  client.setQueryData(keys.me, { id: ME });

  await advance(2_000);

  expect([...kept.keys()].sort()).toEqual([
    `${ME} conversations`,
    `${ME} messages ${CONVERSATION}`,
  ]);
  expect(kept.get(`${ME} conversations`)).toMatchObject({ [CONVERSATION]: { ver: 2 } });
  expect(writes()).toBe(2);
});

it('the end of a long window is persisted, and continues where it was cut', async () => {
  const { client, advance, kept } = setup();
  client.setQueryData(keys.messages(CONVERSATION), windowOf(page(120, 'far up'), 120));

  await advance(2_000);

  const window = kept.get(`${ME} messages ${CONVERSATION}`) as ReturnType<typeof windowOf>;
  expect(window.messages.map(({ seq }) => seq)).toEqual(
    Array.from({ length: 50 }, (_, index) => 71 + index),
  );
  expect(window.cursor).toBe(window.messages[0]?.id);
  expect(window.logSeq).toBe(120);
});

it('a short window is persisted with its own cursor', async () => {
  const { client, advance, kept } = setup();
  client.setQueryData(keys.messages(CONVERSATION), windowOf(page(50, 'further up'), 50));

  await advance(2_000);

  expect(kept.get(`${ME} messages ${CONVERSATION}`)).toMatchObject({ cursor: 'further up' });
});

it('a window that does not reach the end is not persisted', async () => {
  const { client, advance, kept } = setup();
  client.setQueryData(keys.messages(CONVERSATION), { ...windowOf(page(2), 2), upTo: 2 });

  await advance(2_000);

  expect([...kept.keys()]).toEqual([]);
});

it('the latest of many conversations are persisted, without presence', async () => {
  const { client, advance, kept } = setup();
  const many = Array.from({ length: 260 }, (_, number) => {
    const created_at = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
    const peer = { ...aConversation().peer, online: true };
    return aConversation({ id: `c${number}`, created_at, peer });
  });
  createQueryCache(client).mergeList(many);

  await advance(2_000);

  const index = kept.get(`${ME} conversations`) as ConversationIndex;
  expect(Object.keys(index)).toHaveLength(200);
  expect(index['c259']).toBeDefined();
  expect(index['c59']).toBeUndefined();
  expect(Object.values(index).some(({ peer }) => peer.online)).toBe(false);
});

it('the copy is written at once when the page may close', () => {
  const { client, kept, keeping } = setup();
  client.setQueryData(keys.conversations, {});

  keeping.write();

  expect([...kept.keys()]).toEqual([`${ME} conversations`]);
});

it('an erased copy is not written again', async () => {
  const { client, advance, kept, keeping } = setup();
  client.setQueryData(keys.conversations, {});
  keeping.write();
  client.setQueryData(keys.messages(CONVERSATION), windowOf(page(2), 2));

  keeping.stop();
  client.setQueryData(keys.conversations, { [CONVERSATION]: aConversation() });
  await advance(5_000);

  expect([...kept.keys()]).toEqual([]);
});
