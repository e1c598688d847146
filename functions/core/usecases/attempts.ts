import { limits } from '../../contracts/limits.ts';
import { foldName } from '../../contracts/names/fold.ts';
import { networkOf, wideNetworkOf } from '../domain/address.ts';
import type { CounterStore, RateRule } from '../ports/counters.ts';
import type { PasswordQueue } from '../ports/identity.ts';
import type { Clock } from '../ports/system.ts';
import type { Failure, Result } from '../result.ts';
import { ok } from '../result.ts';
import { tooManyAttempts } from './refusals.ts';

const { windowSeconds, perNameAndAddress, perAddress, perDevice, strangers } = limits.attempts;

interface Deps {
  readonly counters: CounterStore;
  readonly queue: PasswordQueue;
  readonly clock: Clock;
}

/** Rules that count a guess together. */
type RuleSet = readonly RateRule[];
type Full = { readonly retryAfterSeconds: number };

const tooMany = ({ retryAfterSeconds }: Full): Failure<'too_many_attempts'> => ({
  ...tooManyAttempts,
  retryAfterSeconds,
});

const giveBack = async (counters: CounterStore, rules: RuleSet): Promise<void> => {
  await Promise.all(rules.map((rule) => counters.giveBack(rule)));
};

/**
 * Counts the first set of which no rule is full, or nothing. A rule of several sets is counted once: each
 * count is a write. A refusal says the shortest wait.
 */
const takeFirst = async (
  counters: CounterStore,
  alternatives: readonly RuleSet[],
): Promise<{ taken: RuleSet } | Full> => {
  const held = new Set<RateRule>();
  const full = new Map<RateRule, number>();
  const take = async (rule: RateRule): Promise<void> => {
    const taken = await counters.take(rule);
    if (taken === 'counted') held.add(rule);
    else full.set(rule, taken.retryAfterSeconds);
  };
  for (const rules of alternatives) {
    if (rules.some((rule) => full.has(rule))) continue;
    await Promise.all(rules.filter((rule) => !held.has(rule)).map(take));
    if (rules.some((rule) => full.has(rule))) continue;
    await giveBack(
      counters,
      [...held].filter((rule) => !rules.includes(rule)),
    );
    return { taken: rules };
  }
  await giveBack(counters, [...held]);
  const waits = alternatives.map((rules) => Math.max(...rules.map((rule) => full.get(rule) ?? 0)));
  return { retryAfterSeconds: Math.min(...waits) };
};

/** A limit per address: one rule for its network, and for IPv6 another for the customer's prefix. */
const addressRules = (rule: RateRule, address: string): RuleSet => {
  const network = networkOf(address);
  const wide = wideNetworkOf(address);
  const narrow = { ...rule, key: `${rule.key}#${network}` };
  if (wide === network) return [narrow];
  const limit = rule.limit * limits.wideNetworkFactor;
  return [narrow, { ...rule, key: `${rule.key}#${wide}`, limit }];
};

/** Who tries to sign in: a device or network that has signed in as this user before, or a stranger. */
export type Standing =
  | { readonly kind: 'device'; readonly device: string }
  | { readonly kind: 'network' }
  | { readonly kind: 'stranger' };

export interface SignInTry {
  readonly username: string;
  readonly address: string;
  readonly standing: Standing;
}

/**
 * What strangers together may guess at one name, from however many addresses: a few at once, then some in
 * slow succession, then slower still. It never ends, so that the owner gets in from a new place.
 */
const strangerRules = (name: string, at: number): readonly RuleSet[] => {
  const rule = (key: string, limit: number, seconds: number): RateRule => ({
    key: `login-${key}#${name}`,
    limit,
    windowSeconds: seconds,
    at,
  });
  return [
    [rule('free', strangers.free, strangers.windowSeconds)],
    [
      rule('pace', 1, strangers.pacedSeconds),
      rule('paced', strangers.paced, strangers.windowSeconds),
    ],
    [rule('slow', 1, strangers.slowSeconds)],
  ];
};

/** What a failed sign-in counts against, in order of preference; unknown names count like known ones. */
const signInRules = (
  { username, address, standing }: SignInTry,
  at: number,
): readonly RuleSet[] => {
  const name = foldName(username);
  const local = [
    { key: `login#${name}#${networkOf(address)}`, limit: perNameAndAddress, windowSeconds, at },
    ...addressRules({ key: 'login-address', limit: perAddress, windowSeconds, at }, address),
  ];
  if (standing.kind === 'network') return [local];
  const asStranger = strangerRules(name, at).map((rules) => [...local, ...rules]);
  if (standing.kind === 'stranger') return asStranger;
  const key = `login-device#${name}#${standing.device}`;
  return [[{ key, limit: perDevice, windowSeconds, at }], ...asStranger];
};

/**
 * Counts an attempt before it is tried, so that a burst cannot slip through, and takes it back unless it
 * counts by its answer.
 */
const countAttempt = async <T>(
  { counters }: Pick<Deps, 'counters'>,
  alternatives: readonly RuleSet[],
  attempt: () => Promise<T>,
  counts: (answer: T) => boolean,
): Promise<Result<T, 'too_many_attempts'>> => {
  const found = await takeFirst(counters, alternatives);
  if (!('taken' in found)) return tooMany(found);
  let isCounted = false;
  try {
    const answer = await attempt();
    isCounted = counts(answer);
    return ok(answer);
  } finally {
    if (!isCounted) await giveBack(counters, found.taken);
  }
};

/** Attempts at one name from one network run one after another: right ones are not taken for guesses. */
export const countSignIn = <T>(
  deps: Deps,
  who: SignInTry,
  attempt: () => Promise<T>,
  isGuess: (answer: T) => boolean,
): Promise<Result<T, 'too_many_attempts'>> =>
  deps.queue.run({ network: networkOf(who.address), key: foldName(who.username) }, () =>
    countAttempt(deps, signInRules(who, deps.clock.now()), attempt, isGuess),
  );

/** The current password of somebody who is signed in: nobody else's guesses count against it. */
export const countCurrentPassword = <T>(
  deps: Deps,
  { userId, address }: { userId: string; address: string },
  attempt: () => Promise<T>,
  isGuess: (answer: T) => boolean,
): Promise<Result<T, 'too_many_attempts'>> => {
  const key = `current-password#${userId}`;
  return deps.queue.run({ network: networkOf(address), key }, () => {
    const rule = { key, limit: perNameAndAddress, windowSeconds, at: deps.clock.now() };
    return countAttempt(deps, [[rule]], attempt, isGuess);
  });
};

const dayOfRegistrations = (at: number): RateRule => ({
  key: 'registrations',
  limit: limits.registrations.perDay,
  windowSeconds: 24 * 60 * 60,
  at,
});

/** Counts a registration of the day; it stays counted only when `enrol` makes a user. */
export const countDaily = async <T extends Result<unknown>>(
  deps: Pick<Deps, 'counters' | 'clock'>,
  enrol: () => Promise<T>,
): Promise<T | Failure<'too_many_attempts'>> => {
  const day = dayOfRegistrations(deps.clock.now());
  const tried = await countAttempt(deps, [[day]], enrol, ({ ok: isMade }) => isMade);
  return tried.ok ? tried.value : tried;
};

export const countRegistration = async (
  counters: CounterStore,
  address: string,
  at: number,
): Promise<Failure<'too_many_attempts'> | null> => {
  const { perAddress: limit, windowSeconds: seconds } = limits.registrations;
  const rule = { key: 'register', limit, windowSeconds: seconds, at };
  const found = await takeFirst(counters, [addressRules(rule, address)]);
  return 'taken' in found ? null : tooMany(found);
};
