import { factorLimits } from '#contracts/http/factor/factor-limits.ts';
import { networkOf } from '../domain/address.ts';
import type { CounterStore, RateRule } from '../ports/counters.ts';
import type { Clock } from '../ports/system.ts';
import type { Result } from '../result.ts';
import { countAttempt, type RuleSet, type Standing } from './attempts.ts';
import type { CodeUse } from './second-factor.ts';

const { guesses, guessesADay, strangers } = factorLimits;
const daySeconds = 24 * 60 * 60;

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
  const day = (known: string): RateRule => ({
    key: `${known}#day`,
    limit: guessesADay,
    windowSeconds: daySeconds,
    at,
  });
  const asStranger: readonly RuleSet[] = [
    [local, shared('free', strangers.free, strangers.windowSeconds)],
    [local, shared('slow', 1, strangers.slowSeconds)],
  ];
  if (standing.kind === 'stranger') return asStranger;
  if (standing.kind === 'network') return [[local, day(key)], ...asStranger];
  const device = `code-device#${userId}#${standing.device}`;
  return [[{ key: device, ...guesses, at }, day(device)], ...asStranger];
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

/** Counts wrong codes and refused passkeys of a signed-in user, separately from those of others. */
export const countOwnCode = <T extends CodeUse | 'passkey'>(
  { counters, clock }: Deps,
  userId: string,
  attempt: () => Promise<T>,
): Promise<Result<T, 'too_many_attempts'>> => {
  const at = clock.now();
  const key = `own-code#${userId}`;
  const day = { key: `${key}#day`, limit: guessesADay, windowSeconds: daySeconds, at };
  return countAttempt({ counters }, [[{ key, ...guesses, at }, day]], attempt, isGuess);
};
