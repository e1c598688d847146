import { expect, onTestFinished, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { countRegistration } from '#core/shared/attempts.ts';
import { sqliteCounterStore } from '#functions/adapters/local/sqlite/counter-store.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { fakeClock } from '#test/support/fakes.ts';

const { perAddress } = limits.registrations;
const tries = perAddress * (limits.wideNetworkFactor + 1);

const setup = () => {
  const clock = fakeClock();
  const db = new Database(':memory:');
  onTestFinished(() => db.close());
  const counters = sqliteCounterStore(db, clock);
  /** How many of `tries` registrations are allowed. */
  const register = async (address: (n: number) => string) => {
    const refusals = await Promise.all(
      Array.from({ length: tries }, (_, n) => countRegistration(counters, address(n), clock.now())),
    );
    return refusals.filter((refusal) => refusal === null).length;
  };
  return { register };
};

test('addresses of one /64 share a limit', async () => {
  const { register } = setup();

  expect(await register((n) => `2001:db8:0:7::${n.toString(16)}`)).toBe(perAddress);
});

test('networks of one /56 share a limit that is a few times as high', async () => {
  const { register } = setup();

  const taken = await register((n) => `2001:db8:0:${(n % 256).toString(16)}::1`);

  expect(taken).toBe(perAddress * limits.wideNetworkFactor);
});

test('IPv4 written as IPv6 counts as IPv4', async () => {
  const { register } = setup();
  const spellings = ['192.0.2.7', '::ffff:192.0.2.7', '::ffff:c000:207', '64:ff9b::c000:207'];

  expect(await register((n) => spellings[n % 4] ?? '')).toBe(perAddress);
});

test('other networks are not affected', async () => {
  const { register } = setup();
  await register(() => '192.0.2.7');

  expect(await register(() => '192.0.2.8')).toBe(perAddress);
});
