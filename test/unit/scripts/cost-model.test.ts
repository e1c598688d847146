import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { prices } from '#scripts/bench/prices.ts';
import { bill, loads, type MeasuredUnits, millionMessages, sumOf } from '#scripts/cost/model.ts';

const units = JSON.parse(readFileSync('scripts/cost/units.json', 'utf8')) as MeasuredUnits;
const nothing = { users: 0, messages: 0, onlineMinutes: 0, files: 0, storedMonths: 0 };
const partOf = (load: typeof nothing, start: string): number =>
  bill(load, units).find(([what]) => what.startsWith(start))?.[1] ?? Number.NaN;

describe('the bill of a month', () => {
  it('is at most 10 cents when nobody comes', () => {
    expect(sumOf(bill(nothing, units))).toBeLessThanOrEqual(0.1);
  });

  it('grows in proportion with the messages', () => {
    const once = partOf({ ...nothing, messages: 1_000 }, 'sends');
    const twice = partOf({ ...nothing, messages: 2_000 }, 'sends');

    expect(once).toBeGreaterThan(0);
    expect(twice).toBeCloseTo(2 * once);
  });

  it('has the metered units of a send in it', () => {
    const { write = 0 } = units['send, text of 550 bytes'] ?? {};

    expect(write).toBe(8);
    expect(partOf({ ...nothing, messages: 1 }, 'sends')).toBeGreaterThan(write * prices.writeUnit);
  });

  it('has a ping for every four minutes of an open page', () => {
    const minutes = partOf({ ...nothing, users: 1, onlineMinutes: 4 }, 'connection minutes');

    expect(minutes).toBeCloseTo(4 * prices.socketMinute);
    expect(partOf({ ...nothing, users: 1, onlineMinutes: 4 }, 'pings')).toBeGreaterThan(
      2 * prices.socketMessage,
    );
  });

  it('bills users beyond 10,000', () => {
    expect(partOf({ ...nothing, users: 10_000 }, 'Cognito')).toBe(0);
    expect(partOf({ ...nothing, users: 10_001 }, 'Cognito')).toBeCloseTo(prices.activeUser);
  });

  it('names an operation that was not measured', () => {
    expect(() => bill(nothing, {})).toThrow('no units of');
  });

  it('is in docs/cost.md as it is computed', () => {
    const page = readFileSync('docs/cost.md', 'utf8');
    const sums = [
      ...loads.map(([name, load]) => `| ${name} | $${sumOf(bill(load, units)).toFixed(2)} |`),
      `| **together** | $${sumOf(bill(millionMessages, units)).toFixed(2)} |`,
    ];

    expect(sums.filter((line) => !page.includes(line))).toEqual([]);
  });
});
