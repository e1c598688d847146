import { factorLimits } from '#contracts/http/factor/factor-limits.ts';
import { networkOf } from '../domain/address.ts';
import type { Caller } from '../domain/user.ts';
import type { CounterStore, RateRule } from '../ports/counters.ts';
import type { Clock } from '../ports/system.ts';
import type { Result } from '../result.ts';
import { countAttempt, type RuleSet, type Standing } from './attempts.ts';
import type { CodeUse } from './second-factor.ts';

const { guesses, guessesADay, guessesOfSessionsADay, strangers } = factorLimits;
const daySeconds = 24 * 60 * 60;

const aDay = (key: string, limit: number, at: number): RateRule => ({
  key: `${key}#day`,
  limit,
  windowSeconds: daySeconds,
  at,
});

interface Deps {
  readonly counters: CounterStore;
  readonly clock: Clock;
}

/**
 * As for passwords (ADR 11): whoever knows the password cannot lock out known devices and networks. A known one has some
 * guesses in a day, then those of strangers: others may be in the same network for weeks.
 */
const signInRules = (
  userId: string,
  { address, standing }: { address: string; standing: Standing },
  at: number,
): readonly RuleSet[] => {
  const key = `code#${userId}#${networkOf(address)}`;
  const local = { key, ...guesses, at };
  const shared = (key: string, limit: number, windowSeconds: number): RateRule => ({
    key: `code-${key}#${userId}`,
    limit,
    windowSeconds,
    at,
  });
  const asStranger: readonly RuleSet[] = [
    [local, shared('free', strangers.free, strangers.windowSeconds)],
    [local, shared('slow', 1, strangers.slowSeconds)],
  ];
  if (standing.kind === 'stranger') return asStranger;
  if (standing.kind === 'network') return [[local, aDay(key, guessesADay, at)], ...asStranger];
  const device = `code-device#${userId}#${standing.device}`;
  return [[{ key: device, ...guesses, at }, aDay(device, guessesADay, at)], ...asStranger];
};

const isGuess = (used: CodeUse | 'passkey'): boolean => used === 'invalid_code';

/** Counts wrong codes of a sign-in. */
export const countSignInCode = (
  { counters, clock }: Deps,
  userId: string,
  from: { address: string; standing: Standing },
  attempt: () => Promise<CodeUse>,
): Promise<Result<CodeUse, 'too_many_attempts'>> =>
  countAttempt({ counters }, signInRules(userId, from, clock.now()), attempt, isGuess);

/**
 * Counts wrong codes and refused passkeys of a session, separately from those of sign-ins, and of all sessions of the user
 * together. One stolen session does not use up what the others have.
 */
export const countOwnCode = <T extends CodeUse | 'passkey'>(
  { counters, clock }: Deps,
  { userId, sessionId }: Caller,
  attempt: () => Promise<T>,
): Promise<Result<T, 'too_many_attempts'>> => {
  const at = clock.now();
  const all = `own-code#${userId}`;
  const key = `${all}#${sessionId}`;
  const rules = [
    { key, ...guesses, at },
    aDay(key, guessesADay, at),
    aDay(all, guessesOfSessionsADay, at),
  ];
  return countAttempt({ counters }, [rules], attempt, isGuess);
};
