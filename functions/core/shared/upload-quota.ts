import { limits } from '#contracts/limits.ts';
import type { CounterStore, RateRule } from '../ports/counters.ts';
import type { Clock } from '../ports/system.ts';
import type { Failure } from '../result.ts';
import { fail } from '../result.ts';

/** Limits uploads of a user per day. */
export const makeUploadQuota = ({ counters, clock }: { counters: CounterStore; clock: Clock }) => {
  const ruleOf = (userId: string): RateRule => ({
    key: `uploads#${userId}`,
    limit: limits.attachment.perUserADay,
    windowSeconds: 24 * 60 * 60,
    at: clock.now(),
  });

  /** Counts `count` uploads, or none; also returns a function that uncounts them. */
  return async (
    userId: string,
    count: number,
  ): Promise<{ refused: Failure<'too_many_uploads'> | null; takeBack: () => Promise<void> }> => {
    const rule = ruleOf(userId);
    let counted = 0;
    const takeBack = async (): Promise<void> => {
      for (; counted > 0; counted--) await counters.uncount(rule);
    };
    while (counted < count) {
      const taken = await counters.take(rule);
      if (taken !== 'counted') {
        await takeBack();
        const { retryAfterSeconds } = taken;
        const detail = `At most ${limits.attachment.perUserADay} uploads a day.`;
        return { refused: fail('too_many_uploads', { detail, retryAfterSeconds }), takeBack };
      }
      counted++;
    }
    return { refused: null, takeBack };
  };
};
