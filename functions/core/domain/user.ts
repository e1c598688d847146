import { limits } from '#contracts/limits.ts';
import type { Privacy } from './privacy.ts';
import type { EndedSession } from './session.ts';

/** A profile. Times are epoch milliseconds. */
export interface User {
  readonly id: string;
  /** As shown: trimmed, NFC, lower case. */
  readonly username: string;
  /** What people read instead of the username; not unique. */
  readonly displayName: string | null;
  readonly about: string | null;
  /** The hash of the photo (`photoHash`). */
  readonly photo: string | null;
  readonly email: string | null;
  readonly isActive: boolean;
  /** False between the claim of the name and the end of registration. */
  readonly isFinished: boolean;
  /** May call `/api/admin`; only the command line sets it. */
  readonly isOperator: boolean;
  /** Access tokens issued before this are revoked: logout everywhere, password change. */
  readonly validAfter: number;
  /** Access tokens of these sessions are rejected. */
  readonly endedSessions: readonly EndedSession[];
  /** Presence lease, renewed by pings: online until this time. */
  readonly onlineUntil: number;
  readonly lastSeen: number | null;
  readonly privacy: Privacy;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The fields of a user in search results. */
export type UserSummary = Pick<
  User,
  'id' | 'username' | 'displayName' | 'photo' | 'isActive' | 'createdAt' | 'updatedAt'
>;

/** The bytes of a person's photo. */
export interface Photo {
  readonly hash: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** The name that people read. */
export const shownName = ({ displayName, username }: Pick<User, 'displayName' | 'username'>) =>
  displayName ?? username;

/** The caller according to the access token; the use case still checks the profile. */
export interface Caller {
  readonly userId: string;
  /** `iat`, as epoch milliseconds. */
  readonly issuedAt: number;
  /** `origin_jti`; null for a token without one, which can only be revoked by its time. */
  readonly sessionId: string | null;
  readonly tokenUse: string;
}

export const foldEmail = (email: string): string => email.trim().toLowerCase();

/** Does the profile list this session as ended? */
export const hasEnded = (user: User, sessionId: string | null): boolean =>
  user.endedSessions.some(({ id }) => id === sessionId);

/** Is this access token of this user valid now? */
export const isTokenAccepted = (user: User | null | undefined, caller: Caller): user is User =>
  caller.tokenUse === 'access' &&
  user?.isActive === true &&
  user.isFinished &&
  caller.issuedAt >= user.validAfter &&
  !hasEnded(user, caller.sessionId);

/** Is the session that opened this socket still active? */
export const isSocketAccepted = (
  user: User | null | undefined,
  socket: { readonly connectedAt: number; readonly sessionId: string | null },
): user is User =>
  isReachable(user) && socket.connectedAt >= user.validAfter && !hasEnded(user, socket.sessionId);

/** Can others see, find and write to this user? */
export const isReachable = (user: User | null | undefined): user is User =>
  user?.isActive === true && user.isFinished;

/**
 * An older presence update is ignored, unless it is older by more than this (milliseconds): then the clock
 * was set back.
 */
export const presenceOrderMs = 60_000;

export const isOnline = (user: User, now: number): boolean =>
  user.isActive && user.onlineUntil > now;

/** Is less than half of a lease left? A ping renews it only then: each write costs more than the ping. */
export const isHalfOver = (until: number, leaseSeconds: number, now: number): boolean =>
  until - now < (leaseSeconds * 1_000) / 2;

/** An unfinished registration's claim can be taken over after a while. */
export const isAbandoned = (user: Pick<User, 'isFinished' | 'createdAt'>, now: number): boolean =>
  !user.isFinished && now - user.createdAt >= limits.unfinishedClaimSeconds * 1_000;
