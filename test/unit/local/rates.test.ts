import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { processLimits } from '#contracts/limits.ts';
import { makeIsTrusted, makePeerOf } from '#local/gateway/peer.ts';
import { makeRates } from '#local/gateway/rates.ts';

const { burst, perSecond } = processLimits.addressRequests;

/** The clock stands still, so that the bucket of an address gets no tokens while a test runs. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const peerOf = makePeerOf(makeIsTrusted(['127.0.0.1']), false);
const from = (forwarded: string | null) =>
  peerOf({
    socket: { remoteAddress: '127.0.0.1' },
    headers: forwarded === null ? {} : { 'x-forwarded-for': forwarded },
  } as unknown as IncomingMessage);

describe('requests of an address behind a trusted proxy', () => {
  test('are limited per network, without an effect on other networks', () => {
    const rates = makeRates(150);
    const waits = (count: number, address: string) =>
      Array.from({ length: count }, (_, n) =>
        rates.take(from(`${address}${(n % 9) + 1}`), null, null),
      ).filter((wait) => wait > 0).length;

    expect(waits(burst, '2001:db8::')).toBe(0);
    expect(waits(3, '2001:db8::')).toBe(3);
    expect(waits(3, '2001:db8:1::')).toBe(0);

    vi.advanceTimersByTime(1_000);
    expect(waits(perSecond + 3, '2001:db8::')).toBe(3);
  });

  test('have no limit from a loopback address', () => {
    const rates = makeRates(150);
    const own = from(null);
    expect(Array.from({ length: burst + 1 }, () => rates.take(own, null, null))).not.toContain(1);
  });
});
