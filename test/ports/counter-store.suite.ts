import { describe, expect, it } from 'vitest';
import type { CounterStore, RateRule } from '#core/ports/counters.ts';
import { startTime } from '../support/fakes.ts';
import type { OpenStores } from '../support/ports/stores.ts';

const aRule = (rule: Partial<RateRule> = {}): RateRule => ({
  key: 'login#ann#192.0.2.1',
  limit: 12,
  windowSeconds: 900,
  at: startTime,
  ...rule,
});

/** How many of `calls` parallel calls are counted. */
const countedOf = async (counters: CounterStore, rule: RateRule, calls: number) => {
  const taken = await Promise.all(Array.from({ length: calls }, () => counters.take(rule)));
  return taken.filter((one) => one === 'counted').length;
};

/** The contract of every `CounterStore`. */
export const describeCounterStore = (name: string, open: OpenStores): void => {
  describe(`CounterStore: ${name}`, () => {
    it('counts exactly up to the limit in 20 concurrent calls', async () => {
      const { counters } = await open();

      expect(await countedOf(counters, aRule(), 20)).toBe(12);
    });

    it('refuses until the window ends, and returns when that is', async () => {
      const { counters, clock } = await open();
      const take = () => counters.take(aRule({ limit: 1, at: clock.now() }));
      await take();

      const refused = await take();
      if (refused === 'counted') throw new Error('counted beyond the limit');
      const { retryAfterSeconds } = refused;
      clock.advance((retryAfterSeconds - 1) * 1_000);
      const early = await take();
      clock.advance(1_000);
      const inNextWindow = await take();

      expect(retryAfterSeconds).toBeGreaterThan(0);
      expect(retryAfterSeconds).toBeLessThanOrEqual(aRule().windowSeconds);
      expect(early).toEqual({ retryAfterSeconds: 1 });
      expect(inNextWindow).toBe('counted');
    });

    it('uncounts in the window of the event, even after its end', async () => {
      const { counters, clock } = await open();
      const first = aRule({ limit: 1 });
      const next = aRule({ limit: 1, at: first.at + first.windowSeconds * 1_000 });
      await counters.take(first);
      clock.advance(first.windowSeconds * 1_000);
      await counters.take(next);

      await counters.uncount(first);

      expect(await counters.take(next)).not.toBe('counted');
    });

    it('does not count refused events', async () => {
      const { counters } = await open();
      const rule = aRule({ limit: 3 });
      await countedOf(counters, rule, 10);

      await counters.uncount(rule);

      expect(await countedOf(counters, rule, 10)).toBe(1);
    });

    it('uncounts exactly in concurrent calls, and never below zero', async () => {
      const { counters } = await open();
      const rule = aRule({ limit: 5 });
      await counters.uncount(rule);
      await countedOf(counters, rule, 5);

      await Promise.all([1, 2].map(() => counters.uncount(rule)));
      const afterTwo = await countedOf(counters, rule, 5);
      await Promise.all(Array.from({ length: 20 }, () => counters.uncount(rule)));
      const afterTwenty = await countedOf(counters, rule, 20);

      expect([afterTwo, afterTwenty]).toEqual([2, 5]);
    });

    it('counts keys of any length and characters separately', async () => {
      const { counters } = await open();
      const keys = ['a', 'a#', 'a#b', 'A', 'ä', `${'x'.repeat(5_000)}1`, `${'x'.repeat(5_000)}2`];

      const taken = await Promise.all(keys.map((key) => counters.take(aRule({ key, limit: 1 }))));
      const again = await Promise.all(keys.map((key) => counters.take(aRule({ key, limit: 1 }))));

      expect(taken).toEqual(keys.map(() => 'counted'));
      expect(again).not.toContain('counted');
    });
  });
};
