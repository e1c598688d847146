import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MeasuredUnits } from '#scripts/cost/model.ts';
import { busyMinutes } from '#scripts/scaling/busy-minutes.ts';
import { peakOf } from '#scripts/scaling/people.ts';
import { quotas, reachedAt } from '#scripts/scaling/quotas.ts';
import { seeded } from '#scripts/scaling/random.ts';
import { pauseMs, reconnectStorm } from '#scripts/scaling/reconnect-storm.ts';
import { backoffMs } from '../../../client/platform/timers.ts';

const units = JSON.parse(readFileSync('scripts/cost/units.json', 'utf8')) as MeasuredUnits;
const busy = (users: number, seed = 1) => busyMinutes(users, units, seeded(seed));
const wide = { rate: 1_000_000, burst: 1_000_000 };
const narrow = { rate: 200, burst: 400 };

describe('the simulation of busy minutes', () => {
  it('has the same result for the same seed, and another for another seed', () => {
    expect(busy(10_000)).toEqual(busy(10_000));
    expect(busy(10_000)).not.toEqual(busy(10_000, 2));
  });

  it('has its worst second above the mean, within random variation', () => {
    const { messagesPerSecond } = peakOf(200_000);
    const { sends } = busy(200_000);

    expect(sends).toBeGreaterThan(messagesPerSecond);
    expect(sends).toBeLessThan(messagesPerSecond + 6 * Math.sqrt(messagesPerSecond));
  });

  it('grows with the number of users', () => {
    const [some, many] = [busy(50_000), busy(200_000)];

    for (const name of ['sends', 'httpCalls', 'posts', 'writeUnits', 'readUnits'] as const) {
      expect(many[name] / some[name]).toBeGreaterThan(2.5);
      expect(many[name] / some[name]).toBeLessThan(4.5);
    }
  });

  it('writes the measured units of a send for each send', () => {
    const { sends, writeUnits } = busy(200_000);

    expect(writeUnits).toBeGreaterThan(
      0.8 * sends * (units['send, text of 550 bytes']?.write ?? 0),
    );
  });
});

describe('the storm of reconnects', () => {
  it('uses the pauses of the client', () => {
    for (let failures = 1; failures < 12; failures += 1) {
      const draw = () => 0.73;
      expect(pauseMs(failures, draw)).toBe(backoffMs(failures, draw));
    }
  });

  it('ends within the first pause if nothing refuses', () => {
    const storm = reconnectStorm(5_000, { tickets: wide, handshakes: wide }, seeded(1));

    expect(storm.nearlyAll).toBeLessThanOrEqual(0.6);
    expect(storm.attempts).toBe(5_000);
  });

  it('takes at least the time that the tickets need, and reconnects everybody', () => {
    const storm = reconnectStorm(5_000, { tickets: narrow, handshakes: wide }, seeded(1));

    expect(storm.nearlyAll).toBeGreaterThanOrEqual((0.99 * 5_000 - narrow.burst) / narrow.rate);
    expect(storm.half).toBeLessThan(storm.nearlyAll);
  });

  it('is also limited by the handshakes', () => {
    const bounds = { tickets: wide, handshakes: narrow };

    expect(reconnectStorm(5_000, bounds, seeded(1)).nearlyAll).toBeGreaterThan(20);
  });
});

describe('the quotas', () => {
  const perMillion = busy(1_000_000);

  it('are reached at the number of users for which the load equals them', () => {
    const quota = quotas.find(({ name }) => name.startsWith('`throttles.default`'));
    if (!quota) throw new Error('it is there');

    expect(reachedAt(quota, perMillion)).toBeCloseTo((200 / perMillion.busiestRoute) * 1e6, -1);
  });

  it('have a source, and advice', () => {
    for (const { source, moves } of quotas) {
      expect(source).toMatch(/^https:\/\/|^deploy\.md#/);
      expect(moves.length).toBeGreaterThan(10);
    }
  });
});
