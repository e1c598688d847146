import { callCost, edgeCost, logCost, prices, refusedSignIn } from '#scripts/bench/prices.ts';
import type { MeasuredUnits } from '#scripts/cost/model.ts';

/**
 * The calls of one run, as counted in test/e2e/local/canary.test.ts. A call without a row in
 * scripts/cost/units.json counts as a larger one that has a row.
 */
export const canaryRun = {
  calls: 25,
  /** Handshakes, pings, closes. */
  framesIn: 6,
  framesOut: 10,
  units: [
    [2, 'ticket and handshake'],
    [2, 'end of a connection'],
    [2, 'list of 20 conversations'],
    [9, 'page of 50 short messages'],
    [2, 'send, text of 550 bytes'],
    [1, 'file: ask for an upload'],
    [1, 'file: complete'],
    [1, 'file: a URL to read it'],
    [1, 'read up to the last'],
    [1, 'delete'],
    [1, 'file: delete its message'],
    [1, 'file: give its space back'],
    [4, 'push: the sockets of both people'],
    // Each session that ends is a write with an event.
    [2, 'edit'],
  ],
  signIns: 2,
  /** An assumption, not measured on AWS. In one process a run takes a second. */
  player: { milliseconds: 6_000, memoryGb: 0.25 },
} as const;

/** The duration of calls by a user; an assumption, as in docs/cost.md. */
const call = { milliseconds: 25, memoryGb: 0.5 };
const alarmMonth = 0.1;
const minutesMonth = 30 * 24 * 60;

/** Dollars a month of a canary that runs at this interval, including its alarm, without a free tier. */
export const canaryMonth = (minutes: number, measured: MeasuredUnits): number => {
  const unitsOf = (name: string): number => {
    const found = measured[name];
    if (!found) throw new Error(`no units of ${name}: npm run bench:cost`);
    return found.read * prices.readUnit + found.write * prices.writeUnit;
  };
  const signIn = refusedSignIn.read * prices.readUnit + refusedSignIn.write * prices.writeUnit;
  const run =
    canaryRun.calls * (callCost(call) + edgeCost + prices.edgeFunction + logCost) +
    canaryRun.framesIn * (callCost(call) + logCost) +
    canaryRun.framesOut * prices.socketMessage +
    canaryRun.units.reduce((sum, [count, name]) => sum + count * unitsOf(name), 0) +
    canaryRun.signIns * signIn +
    callCost(canaryRun.player) +
    3 * prices.objectWrite +
    2 * prices.objectRead;
  return (minutesMonth / minutes) * run + alarmMonth;
};
