import { describe, expect, test } from 'vitest';
import type { Call } from '#client/http/call.ts';
import { createPrefetch, FRESH_MS } from '#site/boot/prefetch.ts';

/** Answers each call with its number. */
const numbered = () => {
  const asked: string[] = [];
  const call = (async (key: string, input?: unknown) => {
    asked.push(`${key} ${JSON.stringify(input)}`);
    return asked.length;
  }) as unknown as Call;
  return { asked, call };
};
const list = (call: Call, page: string) => call('GET /api/conversations', { query: { page } });

describe('a prefetched answer', () => {
  test('is used once; the next request is sent', async () => {
    const { asked, call } = numbered();
    const prefetch = createPrefetch(call);
    await list(prefetch.request, '1');

    const first = prefetch.take();

    expect(await list(first, '1')).toBe(1);
    expect(asked).toHaveLength(1);
    expect(await list(first, '1')).toBe(2);
  });

  test('is used for exactly the same call only', async () => {
    const { call } = numbered();
    const prefetch = createPrefetch(call);
    await list(prefetch.request, '1');
    const first = prefetch.take();
    expect(await list(first, '2')).toBe(2);
    expect(await first('GET /api/users/me')).toBe(3);
    expect(await list(first, '1')).toBe(1);
  });

  test('is used by the first taker only', async () => {
    const { call } = numbered();
    const prefetch = createPrefetch(call);
    await list(prefetch.request, '1');
    prefetch.take();
    expect(await list(prefetch.take(), '1')).toBe(2);
  });

  test('expires after a while, and the next request is sent', async () => {
    const { asked, call } = numbered();
    let now = 0;
    const prefetch = createPrefetch(call, () => now);
    await list(prefetch.request, '1');
    await list(prefetch.request, '2');
    const first = prefetch.take();
    now = FRESH_MS - 1;
    expect(await list(first, '1')).toBe(1);
    now = FRESH_MS;
    expect(await list(first, '2')).toBe(3);
    expect(asked).toHaveLength(3);
  });

  test('fails only for the component that takes it', async () => {
    const failure = new Error('no network');
    const prefetch = createPrefetch(() => Promise.reject(failure));
    list(prefetch.request, '1').catch(() => undefined);
    await expect(list(prefetch.take(), '1')).rejects.toBe(failure);
  });
});
