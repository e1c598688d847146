import { limits } from '../../contracts/limits.ts';
import { networkOf, wideNetworkOf } from '../domain/address.ts';
import { foldName } from '../domain/user.ts';
import type { CounterStore, RateRule } from '../ports/counters.ts';
import type { Clock } from '../ports/system.ts';
import type { Failure, Result } from '../result.ts';
import { ok } from '../result.ts';
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

/** A limit per address: one rule for its network, and for IPv6 another for the customer's prefix. */
const addressRules = (rule: RateRule, address: string): RateRule[] => {
  const network = networkOf(address);
  const wide = wideNetworkOf(address);
  const narrow = { ...rule, key: `${rule.key}#${network}` };
  if (wide === network) return [narrow];
  const limit = rule.limit * limits.wideNetworkFactor;
  return [narrow, { ...rule, key: `${rule.key}#${wide}`, limit }];
};

/** What a failed sign-in counts against; unknown names count like known ones. */
const signInRules = (username: string, address: string, at: number): RateRule[] => {
  const name = foldName(username);
  return [
    { key: `login#${name}#${networkOf(address)}`, limit: perNameAndAddress, windowSeconds, at },
    { key: `login-name#${name}`, limit: perName, windowSeconds, at },
    ...addressRules({ key: 'login-address', limit: perAddress, windowSeconds, at }, address),
  ];
};

interface Deps {
  readonly counters: CounterStore;
  readonly clock: Clock;
}

/**
 * How long a sign-in waits for others that fill the window while they are being tried (milliseconds): in
 * all, and after the last one that this process tried, as it does not hear of those of other processes.
 */
const patience = { ms: 15_000, quietMs: 3_000, pauseMs: 250 };

/** The sign-ins of one name and address that are in this process, waiting or being tried. */
interface Line {
  inside: number;
  tried: number;
  lastTriedAt: number;
}
const lines = new Map<string, Line>();

const takeTurn = async (
  { counters, clock }: Deps,
  rules: readonly RateRule[],
  line: Line,
): Promise<Failure<'too_many_attempts'> | null> => {
  const start = clock.now();
  const isWorthwhile = (): boolean => {
    const now = clock.now();
    const quietMs = line.tried > 0 ? 0 : now - Math.max(start, line.lastTriedAt);
    return now - start < patience.ms && quietMs < patience.quietMs;
  };
  let refused = await takeAll(counters, rules);
  while (refused && isWorthwhile()) {
    await clock.sleep(patience.pauseMs);
    refused = await takeAll(counters, rules);
  }
  return refused;
};

/** What the attempt answers; it stays counted only when that was a wrong guess. */
const tryCounted = async <T>(
  { counters, clock }: Deps,
  rules: readonly RateRule[],
  line: Line,
  { attempt, isGuess }: { attempt: () => Promise<T>; isGuess: (answer: T) => boolean },
): Promise<T> => {
  line.tried++;
  let isCounted = false;
  try {
    const answer = await attempt();
    isCounted = isGuess(answer);
    return answer;
  } finally {
    if (!isCounted) await Promise.all(rules.map((rule) => counters.giveBack(rule)));
    line.tried--;
    line.lastTriedAt = clock.now();
  }
};

/**
 * Counts a sign-in before it is tried, so that a burst cannot slip through, and takes it back unless it
 * was a wrong guess: what is broken on our side is nobody's.
 */
export const countSignIn = async <T>(
  deps: Deps,
  { username, address }: { username: string; address: string },
  attempt: () => Promise<T>,
  isGuess: (answer: T) => boolean,
): Promise<Result<T, 'too_many_attempts'>> => {
  const rules = signInRules(username, address, deps.clock.now());
  const key = JSON.stringify([foldName(username), networkOf(address)]);
  const line = lines.get(key) ?? { inside: 0, tried: 0, lastTriedAt: 0 };
  lines.set(key, line);
  line.inside++;
  try {
    const refused = await takeTurn(deps, rules, line);
    return refused ?? ok(await tryCounted(deps, rules, line, { attempt, isGuess }));
  } finally {
    line.inside--;
    if (line.inside === 0) lines.delete(key);
  }
};

const dayOfRegistrations = (at: number): RateRule => ({
  key: 'registrations',
  limit: limits.registrations.perDay,
  windowSeconds: 24 * 60 * 60,
  at,
});

/** Counts a registration of the day; it stays counted only when `enrol` makes a user. */
export const countDaily = async <T extends Result<unknown>>(
  { counters, clock }: Deps,
  enrol: () => Promise<T>,
): Promise<T | Failure<'too_many_attempts'>> => {
  const day = dayOfRegistrations(clock.now());
  const refused = await takeAll(counters, [day]);
  if (refused) return refused;
  let isMade = false;
  try {
    const enrolled = await enrol();
    isMade = enrolled.ok;
    return enrolled;
  } finally {
    if (!isMade) await counters.giveBack(day);
  }
};

export const countRegistration = (
  counters: CounterStore,
  address: string,
  at: number,
): Promise<Failure<'too_many_attempts'> | null> => {
  const { perAddress: limit, windowSeconds: seconds } = limits.registrations;
  const rule = { key: 'register', limit, windowSeconds: seconds, at };
  return takeAll(counters, addressRules(rule, address));
};
