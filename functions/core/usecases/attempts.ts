import { limits } from '../../contracts/limits.ts';
import { foldName } from '../domain/user.ts';
import type { CounterStore, RateRule } from '../ports/counters.ts';
import type { Clock } from '../ports/system.ts';
import type { Failure } from '../result.ts';
import { tooManyAttempts } from './refusals.ts';

const { windowSeconds, perNameAndAddress, perName, perAddress } = limits.attempts;

const tooMany = (retryAfterSeconds: number): Failure<'too_many_attempts'> => ({
  ...tooManyAttempts,
  retryAfterSeconds,
});

/** Counts each rule, or none of them when one is full. */
const takeAll = async (
  counters: CounterStore,
  rules: readonly RateRule[],
): Promise<Failure<'too_many_attempts'> | null> => {
  for (const [index, rule] of rules.entries()) {
    const taken = await counters.take(rule);
    if (taken === 'counted') continue;
    await Promise.all(rules.slice(0, index).map((counted) => counters.giveBack(counted)));
    return tooMany(taken.retryAfterSeconds);
  }
  return null;
};

/** What a failed sign-in counts against; unknown names count like known ones. */
const signInRules = (username: string, address: string, at: number): RateRule[] => {
  const name = foldName(username);
  return [
    { key: `login#${name}#${address}`, limit: perNameAndAddress, windowSeconds, at },
    { key: `login-name#${name}`, limit: perName, windowSeconds, at },
    { key: `login-address#${address}`, limit: perAddress, windowSeconds, at },
  ];
};

/** How often and how long a sign-in waits for others that are still being tried. */
const patience = { tries: 12, pauseMs: 250 };

/**
 * Counts a sign-in before it is tried, so that a burst cannot slip through, and takes it back unless it
 * failed. When all that fills the window is sign-ins still being tried, it waits for them a while.
 */
export const countSignIn = async (
  deps: { counters: CounterStore; clock: Clock },
  username: string,
  address: string,
) => {
  const rules = signInRules(username, address, deps.clock.now());
  let refused = await takeAll(deps.counters, rules);
  for (let tries = 0; refused && tries < patience.tries; tries++) {
    await deps.clock.sleep(patience.pauseMs);
    refused = await takeAll(deps.counters, rules);
  }
  return {
    refused,
    takeBack: async (): Promise<void> => {
      await Promise.all(rules.map((rule) => deps.counters.giveBack(rule)));
    },
  };
};

export const countRegistration = (
  counters: CounterStore,
  address: string,
  at: number,
): Promise<Failure<'too_many_attempts'> | null> => {
  const { perAddress: limit, windowSeconds: seconds } = limits.registrations;
  return takeAll(counters, [{ key: `register#${address}`, limit, windowSeconds: seconds, at }]);
};
