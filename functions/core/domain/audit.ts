import { createHash } from 'node:crypto';
import type { AccountEventType, OperatorAction } from '#contracts/closed-lists.ts';
import { limits } from '#contracts/limits.ts';
import type { SessionEnd } from '#contracts/session-end.ts';
import type { SessionClient } from './session.ts';

/** A security event of an account, listed for its owner. `at`: epoch milliseconds. */
export interface AccountEvent extends SessionClient {
  readonly id: string;
  readonly type: AccountEventType;
  readonly at: number;
  /** For `session_ended`. */
  readonly reason?: SessionEnd;
  /** For a refusal: the number on that day; `at`, device and address are those of the latest. */
  readonly count?: number;
  /** For `operator_action`. */
  readonly action?: OperatorAction;
  /** The usernames of the operator, unless it was the command line, and of the person. */
  readonly operator?: string;
  readonly user?: string;
}

export type NewAccountEvent = Omit<AccountEvent, 'count'>;

const dayMs = 86_400_000;

/** When an event of time `at` expires. */
export const forgottenAt = (at: number): number => at + limits.audit.days * dayMs;

/**
 * Refusals of one day (UTC) are one event with a count, those of `second_step_refused` up to eight: strangers can cause
 * them, and must not fill the log.
 */
export const isCounted = (type: AccountEventType): boolean => type.endsWith('_refused');

export const signedIn = (
  sessionId: string,
  at: number,
  client: SessionClient,
): NewAccountEvent => ({ id: `signed_in#${sessionId}`, type: 'signed_in', at, ...client });

export const refused = (
  type: Exclude<Extract<AccountEventType, `${string}_refused`>, 'second_step_refused'>,
  at: number,
  client: SessionClient,
): NewAccountEvent => ({ id: `${type}#${Math.floor(at / dayMs)}`, type, at, ...client });

const originGroups = 8;

/**
 * A right password without a code. It is uncounted if the code is given, so sign-ins from several places are several
 * events of a day, up to `originGroups`: none takes back what another has left.
 */
export const secondStepRefused = (at: number, client: SessionClient): NewAccountEvent => {
  const [byte = 0] = createHash('sha256').update(`${client.device} ${client.address}`).digest();
  const id = `second_step_refused#${Math.floor(at / dayMs)}#${byte % originGroups}`;
  return { id, type: 'second_step_refused', at, ...client };
};

type FactorEvent =
  | 'factor_set'
  | 'factor_removed'
  | 'recovery_code_used'
  | 'recovery_codes_renewed';

export const factorEvent = (
  type: FactorEvent,
  at: number,
  client: SessionClient,
): NewAccountEvent => ({ id: `${type}#${at}`, type, at, ...client });

export const passwordChanged = (at: number, client: SessionClient): NewAccountEvent => ({
  id: `password_changed#${at}`,
  type: 'password_changed',
  at,
  ...client,
});

export const passkeyEvent = (
  type: 'passkey_added' | 'passkey_removed',
  passkeyId: string,
  at: number,
  client: SessionClient,
): NewAccountEvent => ({ id: `${type}#${passkeyId}`, type, at, ...client });

/**
 * `what`: a session id, or one text for all sessions that ended together. Idempotent: the same `what` is
 * the same event.
 */
export const sessionEnded = (
  what: string,
  at: number,
  reason: SessionEnd,
  client: SessionClient,
): NewAccountEvent => ({
  id: `session_ended#${what}`,
  type: 'session_ended',
  at,
  reason,
  ...client,
});

/** The same event for the operator and for the person, who does not see where the operator was. */
export const operatorAction = (
  action: OperatorAction,
  at: number,
  who: { readonly operator?: string; readonly user?: string },
  client: SessionClient,
): NewAccountEvent => ({
  id: `operator_action#${at}#${action}${who.user === undefined ? '' : `#${who.user}`}`,
  type: 'operator_action',
  at,
  action,
  ...who,
  ...client,
});

const newestFirst = (one: AccountEvent, other: AccountEvent): number =>
  other.at - one.at || (one.id < other.id ? -1 : 1);

type Dated = Pick<AccountEvent, 'type' | 'at'>;

/** The events beyond the limit per user. Refusals do not count: there is one of each type per day. */
export const surplusEvents = <T extends Dated>(events: readonly T[]): T[] =>
  events
    .filter(({ type }) => !isCounted(type))
    .sort((one, other) => other.at - one.at)
    .slice(limits.audit.perUser);

/** Newest first, without surplus events. */
export const listedEvents = (events: readonly AccountEvent[]): AccountEvent[] => {
  const surplus = new Set(surplusEvents(events));
  return events.filter((event) => !surplus.has(event)).sort(newestFirst);
};
