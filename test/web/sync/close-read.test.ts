import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { createStore } from '#client/platform/store.ts';
import type { SocketStatus } from '#client/socket/socket.ts';
import { closeRead } from '#site/boot/close-read.ts';
import { createQueryCache } from '#site/sync/query-cache.ts';
import { aConversation } from '#test/web/support/builders.ts';
import { createFakeTimers } from '#test/web/support/fake-timers.ts';

/** Notifications of three conversations are on the screen. */
const setup = (socket: SocketStatus = 'open') => {
  const client = new QueryClient();
  const { timers, advance } = createFakeTimers();
  const status = createStore(() => ({ socket }));
  const seen = createStore<{ seen: Readonly<Record<string, number>> }>(() => ({ seen: {} }));
  let calls = 0;
  let shown = ['one', 'two', 'unknown'];
  const stop = closeRead({
    client,
    realtime: { status, seen },
    timers,
    close: async (isRead) => {
      calls += 1;
      shown = shown.filter((id) => !isRead(id));
    },
  });
  const setUnread = (counts: Record<string, number>, ver = 1): void =>
    createQueryCache(client).mergeList(
      Object.entries(counts).map(([id, unread_count]) => aConversation({ id, unread_count, ver })),
    );
  return {
    stop,
    setUnread,
    seen,
    status,
    advance: () => advance(1_000),
    shown: () => shown,
    calls: () => calls,
  };
};

it('only notifications of messages that were read, here or elsewhere, are closed', async () => {
  const { setUnread, seen, advance, shown } = setup();
  setUnread({ one: 0, two: 2 });
  await advance();
  expect(shown()).toEqual(['two', 'unknown']);

  // In view, though its mark still waits.
  seen.setState({ seen: { two: 99 } });
  await advance();

  expect(shown()).toEqual(['unknown']);
});

it('no notification is closed by an old cached state before the connection is open', async () => {
  const { setUnread, status, advance, shown } = setup('connecting');
  setUnread({ one: 0 });
  await advance();
  expect(shown()).toHaveLength(3);

  status.setState({ socket: 'open' });
  setUnread({ one: 1 }, 2);
  await advance();

  expect(shown()).toHaveLength(3);
});

it('no notification is closed after the sign-out, which closes all of them itself', async () => {
  const { stop, setUnread, advance, shown } = setup();
  setUnread({ one: 0 });
  stop();
  await advance();
  expect(shown()).toHaveLength(3);
});

it('without a connection, those of messages that have expired are closed', async () => {
  const { setUnread, advance, shown, calls } = setup('connecting');
  setUnread({ one: 0 });
  await advance();

  // `close` closes them in any case.
  expect([calls(), shown()]).toEqual([1, ['one', 'two', 'unknown']]);
});
