import { limits } from '../../contracts/limits.ts';
import { foldName } from '../domain/user.ts';
import type { CounterStore, RateRule } from '../ports.ts';
import type { Failure } from '../result.ts';
import { fail } from '../result.ts';

const { windowSeconds, perNameAndAddress, perName, perAddress } = limits.attempts;

const tooMany = (retryAfterSeconds: number) =>
  fail('too_many_attempts', { detail: 'Too many attempts: wait a while.', retryAfterSeconds });

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
const signInRules = (username: string, address: string): RateRule[] => {
  const name = foldName(username);
  return [
    { key: `login#${name}#${address}`, limit: perNameAndAddress, windowSeconds },
    { key: `login-name#${name}`, limit: perName, windowSeconds },
    { key: `login-address#${address}`, limit: perAddress, windowSeconds },
  ];
};

/**
 * Counts a sign-in before it is tried, so that a burst cannot slip through, and takes it back when it
 * turns out right.
 */
export const countSignIn = async (counters: CounterStore, username: string, address: string) => {
  const rules = signInRules(username, address);
  const refused = await takeAll(counters, rules);
  return {
    refused,
    succeeded: async (): Promise<void> => {
      await Promise.all(rules.map((rule) => counters.giveBack(rule)));
    },
  };
};

export const countRegistration = (
  counters: CounterStore,
  address: string,
): Promise<Failure<'too_many_attempts'> | null> => {
  const { perAddress: limit, windowSeconds: seconds } = limits.registrations;
  return takeAll(counters, [{ key: `register#${address}`, limit, windowSeconds: seconds }]);
};
