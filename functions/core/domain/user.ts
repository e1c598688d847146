import { limits } from '../../contracts/limits.ts';
import type { Privacy } from './privacy.ts';
import type { EndedSession } from './session.ts';

/** A profile. Times are epoch milliseconds. */
export interface User {
  readonly id: string;
  /** As shown: trimmed, NFC, lower case. */
  readonly username: string;
  readonly email: string | null;
  readonly isActive: boolean;
  /** False between the claim of the name and the end of the registration. */
  readonly isFinished: boolean;
  /** Access tokens issued before this are dead: logout everywhere, password change. */
  readonly validAfter: number;
  /** Access tokens of these sessions are rejected. */
  readonly endedSessions: readonly EndedSession[];
  /** Presence lease, renewed by pings: online while it lies in the future. */
  readonly onlineUntil: number;
  readonly lastSeen: number | null;
  readonly privacy: Privacy;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What a search shows of a user. */
export type UserSummary = Pick<User, 'id' | 'username' | 'isActive' | 'createdAt' | 'updatedAt'>;

/** Who calls, as the access token says; the use case still checks the profile. */
export interface Caller {
  readonly userId: string;
  /** `iat`, as epoch milliseconds. */
  readonly issuedAt: number;
  /** `origin_jti`; null for a token without one, which only its time can reject. */
  readonly sessionId: string | null;
  readonly tokenUse: string;
}

export const foldEmail = (email: string): string => email.trim().toLowerCase();

/** Has this session been ended, as far as the profile names it? */
export const hasEnded = (user: User, sessionId: string | null): boolean =>
  user.endedSessions.some(({ id }) => id === sessionId);

/** Is this access token of this user accepted now? */
export const admits = (user: User | null | undefined, caller: Caller): user is User =>
  caller.tokenUse === 'access' &&
  user?.isActive === true &&
  user.isFinished &&
  caller.issuedAt >= user.validAfter &&
  !hasEnded(user, caller.sessionId);

/** Does the session that opened this socket still last? */
export const admitsSocket = (
  user: User | null | undefined,
  socket: { readonly connectedAt: number; readonly sessionId: string | null },
): user is User =>
  isReachable(user) && socket.connectedAt >= user.validAfter && !hasEnded(user, socket.sessionId);

/** Can others see, find and write to this user? */
export const isReachable = (user: User | null | undefined): user is User =>
  user?.isActive === true && user.isFinished;

/**
 * A word about presence is dropped for one that is later by less than this (milliseconds). Beyond it the
 * clock was set back, and the new word counts.
 */
export const presenceOrderMs = 60_000;

export const isOnline = (user: User, now: number): boolean =>
  user.isActive && user.onlineUntil > now;

/** A claim whose registration never finished can be taken over after a while. */
export const isAbandoned = (user: Pick<User, 'isFinished' | 'createdAt'>, now: number): boolean =>
  !user.isFinished && now - user.createdAt >= limits.unfinishedClaimSeconds * 1_000;
