import { describe, expect, test } from 'vitest';
import { Semaphore } from '#local/limits/semaphore.ts';
import { Slots } from '#local/limits/slots.ts';
import { TokenBuckets } from '#local/limits/token-buckets.ts';

const place = (network: string, wideNetwork = network) => ({ network, wideNetwork });

describe('slots', () => {
  test('are limited per network, and released', () => {
    const slots = new Slots({ perNetwork: 2, total: 10 });
    const one = place('203.0.113.7');

    expect([slots.take(one), slots.take(one), slots.take(one)]).toEqual([true, true, false]);
    expect(slots.take(place('203.0.113.8'))).toBe(true);
    slots.give(one);
    expect([slots.take(one), slots.total]).toEqual([true, 3]);
  });

  test('are limited in total', () => {
    const slots = new Slots({ perNetwork: 2, total: 3 });
    const taken = ['a', 'b', 'c', 'd'].map((network) => slots.take(place(network)));
    expect(taken).toEqual([true, true, true, false]);
  });

  test('are four times as many for a /56 as for a /64', () => {
    const slots = new Slots({ perNetwork: 2, total: 100 });
    const taken = Array.from({ length: 10 }, (_, n) => slots.take(place(`${n}/64`, 'wide/56')));
    expect(taken.filter(Boolean)).toHaveLength(8);
  });

  test('are taken together or not at all', () => {
    const slots = new Slots({ perNetwork: 10, total: 10 });
    const one = place('a');
    expect([slots.take(one, 8), slots.take(one, 3), slots.total]).toEqual([true, false, 8]);
    slots.give(one, 8);
    expect([slots.total, slots.take(one, 10)]).toEqual([0, true]);
  });
});

describe('token buckets', () => {
  const takeMany = (buckets: TokenBuckets, times: number, now: number, key = 'ada') =>
    Array.from({ length: times }, () => buckets.take(key, now)).filter((wait) => wait === 0).length;

  test('allow a burst, then the rate', () => {
    const buckets = new TokenBuckets({ perSecond: 10, burst: 20 });

    expect(takeMany(buckets, 100, 0)).toBe(20);
    expect(takeMany(buckets, 100, 1_000)).toBe(10);
    expect(takeMany(buckets, 100, 60_000)).toBe(20);
    expect(takeMany(buckets, 100, 60_000, 'bob')).toBe(20);
  });

  test('return the wait', () => {
    const buckets = new TokenBuckets({ perSecond: 1 / 6, burst: 1 });
    expect([buckets.take('ada', 0), buckets.take('ada', 0)]).toEqual([0, 6]);
    expect(buckets.take('ada', 5_999)).toBe(1);
    expect(buckets.take('ada', 6_001)).toBe(0);
  });

  test('refuse 1,200 writes of a user in five seconds', () => {
    const buckets = new TokenBuckets({ perSecond: 150, burst: 300 });
    const taken = Array.from({ length: 1_200 }, (_, n) => buckets.take('ada', (n * 5_000) / 1_200));
    const refused = taken.filter((wait) => wait > 0);
    expect(refused.length).toBeGreaterThan(100);
    expect(refused.every((wait) => wait === 1)).toBe(true);
  });

  test('are limited in number, and evict full ones first', () => {
    const buckets = new TokenBuckets({ perSecond: 1, burst: 1 });
    for (let n = 0; n < 20_000; n++) buckets.take(`user ${n}`, n);
    // Its token has not refilled: the bucket was not evicted.
    expect(buckets.take('user 19999', 19_999)).toBeGreaterThan(0);
  });
});

test('a semaphore runs a bounded number of tasks at once, and all of them', async () => {
  const semaphore = new Semaphore(2);
  let running = 0;
  let most = 0;
  const done = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      semaphore
        .run(async () => {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setImmediate(resolve));
          running--;
          if (n === 3) throw new Error('one fails');
          return n;
        })
        .catch(() => 'failed'),
    ),
  );
  expect([most, done]).toEqual([2, [0, 1, 2, 'failed', 4, 5, 6, 7, 8, 9]]);
});
