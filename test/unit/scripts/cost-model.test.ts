import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { prices } from '#scripts/bench/prices.ts';
import { whatToChange } from '#scripts/bench/what-to-change.ts';
import { billedCost, billedOf, listCost, listOf, meterNames } from '#scripts/cost/meters.ts';
import {
  bill,
  loads,
  type MeasuredUnits,
  millionMessages,
  perMessage,
  perSession,
  sumOf,
  totalUsage,
} from '#scripts/cost/model.ts';

const units = JSON.parse(readFileSync('scripts/cost/units.json', 'utf8')) as MeasuredUnits;
const nothing = { users: 0, messages: 0, onlineMinutes: 0, files: 0, storedMonths: 0 };
const partOf = (load: typeof nothing, start: string): number =>
  bill(load, units).find(([what]) => what.startsWith(start))?.[1] ?? Number.NaN;

describe('the bill of a month', () => {
  it('is at most 10 cents without users', () => {
    expect(sumOf(bill(nothing, units))).toBeLessThanOrEqual(0.1);
  });

  it('for a million messages of a normal chat stays within its budget', () => {
    const usage = totalUsage(millionMessages, units);

    // In cents, as docs/cost.md shows it.
    expect(Math.round(listCost(usage) * 100)).toBeLessThanOrEqual(1_931);
    expect(Math.round(billedCost(usage) * 100)).toBeLessThanOrEqual(1_447);
  });

  it('is the same by part and by meter', () => {
    const usage = totalUsage(millionMessages, units);
    const byMeter = meterNames.reduce((sum, name) => sum + listOf(name, usage[name] ?? 0), 0);

    expect(byMeter).toBeCloseTo(sumOf(bill(millionMessages, units)), 6);
  });

  it('leaves out exactly the part that is always free', () => {
    expect(billedOf('functionRequest', 1_000_000)).toBe(0);
    expect(billedOf('functionRequest', 1_500_000)).toBeCloseTo(500_000 * prices.functionRequest);
    expect(billedOf('httpRequest', 1)).toBe(prices.httpRequest);
  });

  it('grows in proportion with the messages', () => {
    const once = partOf({ ...nothing, messages: 1_000 }, 'sends');
    const twice = partOf({ ...nothing, messages: 2_000 }, 'sends');

    expect(once).toBeGreaterThan(0);
    expect(twice).toBeCloseTo(2 * once);
  });

  it('includes the metered units of a send', () => {
    const { write = 0 } = units['send, text of 550 bytes'] ?? {};

    expect(write).toBe(6);
    expect(partOf({ ...nothing, messages: 1 }, 'sends')).toBeGreaterThan(write * prices.writeUnit);
  });

  it('includes the calls and frames of the recorded chat', () => {
    const { socketMessage = 0, httpRequest = 0 } = totalUsage(
      { ...nothing, messages: 1, users: 1, onlineMinutes: 10 },
      units,
    );
    const { marks, typing, pushed } = perMessage;
    const { lists, pages, profiles, tickets, site, pings, presence } = perSession;

    expect(httpRequest).toBeCloseTo(1 + marks + lists + pages + profiles + tickets + site);
    // A handshake, a close; a pong for each ping.
    expect(socketMessage).toBeCloseTo(
      typing + pushed.sends + pushed.marks + pushed.typing + 2 + 2 * pings + presence,
    );
  });

  it('includes notifications only where they are on', () => {
    const load = { ...nothing, messages: 1_000_000 };
    const one = partOf({ ...load, notifiedDevices: 1 } as typeof nothing, 'notifications');
    const two = partOf({ ...load, notifiedDevices: 2 } as typeof nothing, 'notifications');

    expect(partOf(load, 'notifications')).toBeNaN();
    expect(one).toBeGreaterThan(1_000_000 * prices.functionRequest);
    expect(two - one).toBeCloseTo((6 / 1_024 / 1_024) * 1_000_000 * prices.gbOut);
  });

  it('includes the minutes of open pages', () => {
    const minutes = partOf({ ...nothing, users: 1, onlineMinutes: 4 }, 'connection minutes');

    expect(minutes).toBeCloseTo(4 * prices.socketMinute);
  });

  it('includes users above 10,000', () => {
    expect(partOf({ ...nothing, users: 10_000 }, 'Cognito')).toBe(0);
    expect(partOf({ ...nothing, users: 10_001 }, 'Cognito')).toBeCloseTo(prices.activeUser);
  });

  it('fails for an operation that was not measured, and names it', () => {
    expect(() => bill(nothing, {})).toThrow('no units of');
  });

  it('in docs/cost.md equals the computed one', () => {
    const page = readFileSync('docs/cost.md', 'utf8');
    const dollars = (amount: number) => `$${amount.toFixed(2)}`;
    const sums = loads.map(([name, load]) => {
      const usage = totalUsage(load, units);
      return `| ${name} | ${dollars(listCost(usage))} | ${dollars(billedCost(usage))} | ${whatToChange[name]} |`;
    });
    const usage = totalUsage(millionMessages, units);
    const sum = `| **together** | | ${dollars(listCost(usage))} | ${dollars(billedCost(usage))} |`;

    expect([...sums, sum].filter((line) => !page.includes(line))).toEqual([]);
  });
});
