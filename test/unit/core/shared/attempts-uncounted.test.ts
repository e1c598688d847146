import { expect, test } from 'vitest';
import type { CounterStore } from '#core/ports/counters.ts';
import { countRegistration, countSignIn } from '#core/shared/attempts.ts';
import { noPasswordQueue } from '#functions/adapters/aws/guess-ports.ts';
import { fakeClock } from '#test/support/fakes.ts';

/** A store in which the counters that match the pattern are full. */
const setup = (full: RegExp) => {
  const [counted, returned]: [string[], string[]] = [[], []];
  const counters: CounterStore = {
    take: async ({ key }) => {
      if (full.test(key)) return { retryAfterSeconds: 7 };
      counted.push(key);
      return 'counted';
    },
    uncount: async ({ key }) => void returned.push(key),
  };
  return { counters, counted, returned };
};

test('if a later counter refuses, earlier ones uncount the attempt', async () => {
  const { counters, counted, returned } = setup(/::\/56$/);

  const refused = await countRegistration(counters, '2001:db8::1', 0);

  expect(refused).toMatchObject({ code: 'too_many_attempts', retryAfterSeconds: 7 });
  expect(counted.length).toBeGreaterThan(0);
  expect(returned).toEqual(counted);
});

test('a guess that the limit of its network refuses never counts for strangers', async () => {
  const { counters, counted } = setup(/^login-address/);
  const deps = { counters, queue: noPasswordQueue, clock: fakeClock() };
  const who = { username: 'ann', address: '192.0.2.7', standing: { kind: 'stranger' } } as const;

  await countSignIn(
    deps,
    who,
    async () => 'answer',
    () => true,
  );

  expect(counted).toEqual(['login#ann#192.0.2.7', 'login-free#ann']);
});

test('an attempt that all counters accept stays counted', async () => {
  const { counters, counted, returned } = setup(/never/);

  expect(await countRegistration(counters, '2001:db8::1', 0)).toBeNull();

  expect(counted.length).toBeGreaterThan(1);
  expect(returned).toEqual([]);
});
