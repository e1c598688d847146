import { expect, onTestFinished, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { fail, ok } from '#core/result.ts';
import { countDaily } from '#core/shared/attempts.ts';
import { sqliteCounterStore } from '#functions/adapters/local/sqlite/counter-store.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { fakeClock } from '#test/support/fakes.ts';

const { perDay } = limits.registrations;

const setup = () => {
  const clock = fakeClock();
  const db = new Database(':memory:');
  onTestFinished(() => db.close());
  const deps = { counters: sqliteCounterStore(db, clock), clock };
  const made = async (times: number): Promise<number> => {
    const answers = await Promise.all(
      Array.from({ length: times }, () => countDaily(deps, async () => ok(null))),
    );
    return answers.filter((answer) => answer.ok).length;
  };
  return { deps, clock, made };
};

test('a day has a maximum of registrations, from any number of addresses', async () => {
  const { deps, clock, made } = setup();

  expect(await made(perDay + 10)).toBe(perDay);
  expect(await countDaily(deps, async () => ok(null))).toMatchObject({
    code: 'too_many_attempts',
    retryAfterSeconds: expect.any(Number),
  });
  clock.advance(24 * 60 * 60 * 1_000);
  expect(await made(1)).toBe(1);
});

test('a registration that creates no user does not count, so taken names do not use up the limit', async () => {
  const { deps, made } = setup();
  const taken = async () => fail('username_taken');
  await Promise.all(Array.from({ length: perDay }, () => countDaily(deps, taken)));
  const broken = () => countDaily(deps, async () => Promise.reject(new Error('away')));
  await expect(broken()).rejects.toThrow('away');

  expect(await made(perDay)).toBe(perDay);
});
