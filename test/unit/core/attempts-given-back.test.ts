import { expect, test } from 'vitest';
import type { CounterStore } from '../../../functions/core/ports/counters.ts';
import { countRegistration } from '../../../functions/core/usecases/attempts.ts';

/** A store in which the counters that the pattern names are full. */
const setup = (full: RegExp) => {
  const [counted, returned]: [string[], string[]] = [[], []];
  const counters: CounterStore = {
    take: async ({ key }) => {
      if (full.test(key)) return { retryAfterSeconds: 7 };
      counted.push(key);
      return 'counted';
    },
    giveBack: async ({ key }) => void returned.push(key),
  };
  return { counters, counted, returned };
};

test('what is refused by a later counter is given back to the earlier ones', async () => {
  const { counters, counted, returned } = setup(/::\/56$/);

  const refused = await countRegistration(counters, '2001:db8::1', 0);

  expect(refused).toMatchObject({ code: 'too_many_attempts', retryAfterSeconds: 7 });
  expect(counted.length).toBeGreaterThan(0);
  expect(returned).toEqual(counted);
});

test('what is counted by all of them stays counted', async () => {
  const { counters, counted, returned } = setup(/never/);

  expect(await countRegistration(counters, '2001:db8::1', 0)).toBeNull();

  expect(counted.length).toBeGreaterThan(1);
  expect(returned).toEqual([]);
});
