import { invitationLimits } from '#contracts/http/invitation-limits.ts';
import { limits } from '#contracts/limits.ts';
import { foldName } from '#contracts/names/fold.ts';
import { networkOf, wideNetworkOf } from '../domain/address.ts';
import type { Caller } from '../domain/user.ts';
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

/** Rules that count the same attempt together. */
export type RuleSet = readonly RateRule[];
type Full = { readonly retryAfterSeconds: number };

const tooMany = ({ retryAfterSeconds }: Full): Failure<'too_many_attempts'> => ({
  ...tooManyAttempts,
  retryAfterSeconds,
});

const uncount = async (counters: CounterStore, rules: RuleSet): Promise<void> => {
  await Promise.all(rules.map((rule) => counters.uncount(rule)));
};

/**
 * Counts an attempt in the first rule set without a full rule. A rule in several sets is counted once,
 * since each count is a write. If all are full, returns the shortest wait.
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
    await uncount(
      counters,
      [...held].filter((rule) => !rules.includes(rule)),
    );
    return { taken: rules };
  }
  await uncount(counters, [...held]);
  const waits = alternatives.map((rules) => Math.max(...rules.map((rule) => full.get(rule) ?? 0)));
  return { retryAfterSeconds: Math.min(...waits) };
};

/** The rules of a per-address limit: one for the network, and for IPv6 another for the customer's prefix. */
const addressRules = (rule: RateRule, address: string): RuleSet => {
  const network = networkOf(address);
  const wide = wideNetworkOf(address);
  const narrow = { ...rule, key: `${rule.key}#${network}` };
  if (wide === network) return [narrow];
  const limit = rule.limit * limits.wideNetworkFactor;
  return [narrow, { ...rule, key: `${rule.key}#${wide}`, limit }];
};

/** The origin of a sign-in: a device or network that has signed in as this user before, or a stranger. */
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
 * Limits guesses of all strangers at one name: a few at once, then slower in two steps. Never blocked
 * completely, so that the owner can sign in from a new place.
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

/** The rules that count a failed sign-in, in order of preference; the same for unknown names. */
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
 * Counts an attempt before running it, so that a burst cannot bypass the limit, and uncounts it unless its
 * result counts.
 */
export const countAttempt = async <T>(
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
    if (!isCounted) await uncount(counters, found.taken);
  }
};

/**
 * Attempts at one name from one network run one after another, so that correct passwords are not counted as
 * guesses.
 */
export const countSignIn = <T>(
  deps: Deps,
  who: SignInTry,
  attempt: () => Promise<T>,
  isGuess: (answer: T) => boolean,
): Promise<Result<T, 'too_many_attempts'>> =>
  deps.queue.run({ network: networkOf(who.address), key: foldName(who.username) }, () =>
    countAttempt(deps, signInRules(who, deps.clock.now()), attempt, isGuess),
  );

/** Counts refused passkeys of a network: a signature cannot be guessed, but checking it costs time. */
export const countPasskey = <T>(
  deps: Pick<Deps, 'counters' | 'clock'>,
  address: string,
  attempt: () => Promise<T>,
  isGuess: (answer: T) => boolean,
): Promise<Result<T, 'too_many_attempts'>> => {
  const rule = { key: 'passkey', limit: perAddress, windowSeconds, at: deps.clock.now() };
  return countAttempt(deps, [addressRules(rule, address)], attempt, isGuess);
};

/**
 * Counts wrong current passwords of a session, separately from sign-in attempts of others: one stolen session does not keep
 * the others from a new password.
 */
export const countCurrentPassword = <T>(
  deps: Deps,
  { userId, sessionId }: Pick<Caller, 'userId' | 'sessionId'>,
  address: string,
  attempt: () => Promise<T>,
  isGuess: (answer: T) => boolean,
): Promise<Result<T, 'too_many_attempts'>> => {
  const key = `current-password#${userId}#${sessionId}`;
  return deps.queue.run({ network: networkOf(address), key }, () => {
    const rule = { key, limit: perNameAndAddress, windowSeconds, at: deps.clock.now() };
    return countAttempt(deps, [[rule]], attempt, isGuess);
  });
};

/** Counts wrong invitation codes of a signed-in user. */
export const countInviteGuess = <T>(
  deps: Pick<Deps, 'counters' | 'clock'>,
  userId: string,
  attempt: () => Promise<T>,
  isGuess: (answer: T) => boolean,
): Promise<Result<T, 'too_many_attempts'>> => {
  const { limit, windowSeconds: seconds } = invitationLimits.guesses;
  const rule = { key: `invite#${userId}`, limit, windowSeconds: seconds, at: deps.clock.now() };
  return countAttempt(deps, [[rule]], attempt, isGuess);
};

const dayOfRegistrations = (at: number): RateRule => ({
  key: 'registrations',
  limit: limits.registrations.perDay,
  windowSeconds: 24 * 60 * 60,
  at,
});

/** Counts a registration of the day; only if `enrol` creates a user. */
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
