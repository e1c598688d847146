import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import type { CounterStore, RateRule } from '#core/ports/counters.ts';
import { fail, ok } from '#core/result.ts';
import {
  countCurrentPassword,
  countDaily,
  countRegistration,
  countSignIn,
  type Standing,
} from '#core/shared/attempts.ts';
import { fakeClock, startTime } from '../../support/fakes.ts';

const { windowSeconds, perNameAndAddress, perAddress, perDevice, strangers } = limits.attempts;

/** Counters; those in `waits` are full for that many seconds. */
const setup = (waits: Readonly<Record<string, number>> = {}) => {
  const taken: RateRule[] = [];
  /** The counts that remain. */
  const kept: RateRule[] = [];
  const turns: object[] = [];
  const counters: CounterStore = {
    take: async (rule) => {
      const wait = waits[rule.key];
      if (wait !== undefined) return { retryAfterSeconds: wait };
      taken.push(rule);
      kept.push(rule);
      return 'counted';
    },
    uncount: async (rule) => void kept.splice(kept.indexOf(rule), 1),
  };
  const queue = {
    run: <T>(turn: object, work: () => Promise<T>) => {
      turns.push(turn);
      return work();
    },
  };
  const deps = { counters, queue, clock: fakeClock() };
  const signIn = (standing: Standing, address = '192.0.2.7', isGuess = true) =>
    countSignIn(
      deps,
      { username: 'Ann', address, standing },
      async () => 'answer',
      () => isGuess,
    );
  return { deps, taken, kept, turns, signIn };
};

const rule = (key: string, limit: number, seconds: number = windowSeconds): RateRule => ({
  key,
  limit,
  windowSeconds: seconds,
  at: startTime,
});
const atName = rule('login#ann#192.0.2.7', perNameAndAddress);
const atAddress = rule('login-address#192.0.2.7', perAddress);
const free = rule('login-free#ann', strangers.free, strangers.windowSeconds);
const pace = rule('login-pace#ann', 1, strangers.pacedSeconds);
const paced = rule('login-paced#ann', strangers.paced, strangers.windowSeconds);
const slow = rule('login-slow#ann', 1, strangers.slowSeconds);
const ofDevice = rule('login-device#ann#cookie', perDevice);
const tooMany = (retryAfterSeconds: number) => ({
  ok: false,
  code: 'too_many_attempts',
  detail: 'Too many attempts: wait a while.',
  retryAfterSeconds,
});

describe('a guess', () => {
  test('from a known network counts for this network and this name', async () => {
    const { signIn, kept, turns } = setup();

    expect(await signIn({ kind: 'network' })).toEqual({ ok: true, value: 'answer' });
    expect(kept).toEqual([atName, atAddress]);
    expect(turns).toEqual([{ network: '192.0.2.7', key: 'ann' }]);
  });

  test('by a stranger counts for the limits of strangers, which then delay it', async () => {
    const waits = { [free.key]: 60 };
    const first = setup();
    await first.signIn({ kind: 'stranger' });
    expect(first.kept).toEqual([atName, atAddress, free]);

    const second = setup(waits);
    await second.signIn({ kind: 'stranger' });
    expect(second.kept).toEqual([atName, atAddress, pace, paced]);

    const third = setup({ ...waits, [paced.key]: 50 });
    await third.signIn({ kind: 'stranger' });
    expect(third.kept).toEqual([atName, atAddress, slow]);
  });

  test('by a known device counts for the device first, then for the limits of strangers', async () => {
    const device: Standing = { kind: 'device', device: 'cookie' };
    const first = setup();
    await first.signIn(device);
    expect(first.kept).toEqual([ofDevice]);

    const second = setup({ [ofDevice.key]: 5 });
    await second.signIn(device);
    expect(second.kept).toEqual([atName, atAddress, free]);
  });

  test('is refused with the shortest wait, and then counts nowhere', async () => {
    const full = setup({ [free.key]: 60, [paced.key]: 50, [slow.key]: 20 });
    expect(await full.signIn({ kind: 'stranger' })).toEqual(tooMany(20));
    expect(full.kept).toEqual([]);

    const address = setup({ [atAddress.key]: 70, [atName.key]: 80 });
    expect(await address.signIn({ kind: 'network' })).toEqual(tooMany(80));
  });

  test('from IPv6 counts for the /64 and the /56', async () => {
    const { signIn, kept } = setup();

    await signIn({ kind: 'network' }, '2001:db8:1:2ff::1');

    expect(kept).toEqual([
      rule('login#ann#2001:db8:1:2ff::/64', perNameAndAddress),
      rule('login-address#2001:db8:1:2ff::/64', perAddress),
      rule('login-address#2001:db8:1:200::/56', perAddress * limits.wideNetworkFactor),
    ]);
  });

  test('does not count if it is right, or ends in an error', async () => {
    const right = setup();
    await right.signIn({ kind: 'network' }, '192.0.2.7', false);
    expect([right.taken.length, right.kept]).toEqual([2, []]);

    const { deps, kept } = setup();
    const who = { username: 'ann', address: '192.0.2.7', standing: { kind: 'network' } } as const;
    const failing = async () => {
      throw new Error('busy');
    };
    await expect(countSignIn(deps, who, failing, () => true)).rejects.toThrow('busy');
    expect(kept).toEqual([]);
  });
});

test('guesses of the current password have a limit per session, independent of others', async () => {
  const { deps, kept, turns } = setup();

  await countCurrentPassword(
    deps,
    { userId: 'id', sessionId: 'session' },
    '2001:db8::1',
    async () => 'wrong',
    () => true,
  );

  expect(kept).toEqual([rule('current-password#id#session', perNameAndAddress)]);
  expect(turns).toEqual([{ network: '2001:db8::/64', key: 'current-password#id#session' }]);
});

test('a registration counts for the day if it creates a user', async () => {
  const { deps, kept } = setup();

  await countDaily(deps, async () => ok(null));
  await countDaily(deps, async () => fail('username_taken'));

  expect(kept).toEqual([rule('registrations', limits.registrations.perDay, 86_400)]);
});

test('a registration counts for its network', async () => {
  const { deps, kept } = setup();

  expect(await countRegistration(deps.counters, '192.0.2.7', startTime)).toBeNull();

  const { perAddress: limit, windowSeconds: seconds } = limits.registrations;
  expect(kept).toEqual([rule('register#192.0.2.7', limit, seconds)]);
  const full = setup({ 'register#192.0.2.7': 9 });
  expect(await countRegistration(full.deps.counters, '192.0.2.7', startTime)).toEqual(tooMany(9));
});
