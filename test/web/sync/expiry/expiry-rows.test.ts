import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { createExpiry } from '#client/sync/expiry/expiry.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import { CONVERSATION } from '#test/web/support/builders.ts';
import { createFakeTimers } from '#test/web/support/fake-timers.ts';

const start = Date.UTC(2026, 0, 2);
const day = 86_400_000;
const timeAt = (days: number): string => new Date(start + days * day).toISOString();

describe.each([
  ['hits of a search', keys.messageSearch('secret')],
  ['a gallery', keys.gallery(CONVERSATION, 'media')],
  ['starred messages', keys.starred()],
])('%s, also of conversations that are not loaded', (_, key) => {
  const row = (id: string, days?: number) => ({
    message_id: id,
    ...(days !== undefined && { expires_at: timeAt(days) }),
  });
  const rows = {
    pages: [
      { items: [row('ever'), row('week', 7)], next_cursor: 'more' },
      { items: [row('day', 1)], next_cursor: null },
    ],
    pageParams: ['', 'more'],
  };

  const setupRows = () => {
    const client = new QueryClient();
    const { timers, advance, now } = createFakeTimers();
    const origin = now();
    let slept = 0;
    const expiry = createExpiry({
      cache: createQueryCache(client),
      timers,
      serverNow: () => start + now() - origin + slept,
      onExpired: () => undefined,
    });
    expiry.start();
    client.setQueryData(key, rows);
    const ids = () =>
      client
        .getQueryData<typeof rows>(key)
        ?.pages.map(({ items: page }) => page.map(({ message_id }) => message_id));
    const sleep = (milliseconds: number): void => {
      slept += milliseconds;
    };
    return { client, expiry, advance, sleep, ids };
  };

  it('lose a row at its time and not before, and nothing else', async () => {
    const { client, advance, ids } = setupRows();

    await advance(day - 1);
    const before = client.getQueryData(key);
    await advance(1);

    expect(before).toBe(rows);
    expect(ids()).toEqual([['ever', 'week'], []]);
    expect(client.getQueryData(key)).toMatchObject({ pageParams: ['', 'more'] });
    await advance(6 * day);
    expect(ids()).toEqual([['ever'], []]);
  });

  it('lose it when a device wakes, whose timers stood still', async () => {
    const { expiry, advance, sleep, ids } = setupRows();
    await advance(1_000);
    sleep(day);

    expiry.pass();

    expect(ids()).toEqual([['ever', 'week'], []]);
  });

  it('lose what comes after it has expired', async () => {
    const { client, advance, ids } = setupRows();
    await advance(2 * day);

    client.setQueryData(key, rows);
    await advance(1_000);

    expect(ids()).toEqual([['ever', 'week'], []]);
  });
});
