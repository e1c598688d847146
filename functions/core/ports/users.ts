import type { ProfileChange } from '../domain/profile-change.ts';
import type { Photo, User, UserSummary } from '../domain/user.ts';
import type { Freshness, Listed, Window } from './lists.ts';

export type ClaimRefusal = 'username_taken';
export type RegistrationRefusal = ClaimRefusal | 'invalid_invite';

/** Profiles. No name looks like another (ADR 12). E-mail addresses are unverified and need not be unique. */
export interface UserStore {
  /**
   * Stores an unfinished profile with the claim of its name, or nothing. Takes over the claim of an
   * abandoned registration (see `isAbandoned`). With `invite`, uses this invitation in the same write.
   */
  claim(user: User, invite?: string): Promise<'claimed' | RegistrationRefusal>;
  /** Finishes a registration: the user can be found and sign in. */
  finish(id: string): Promise<void>;
  /** Removes an unfinished claim, and opens its invitation again; keeps a finished profile. */
  release(id: string, invite?: string): Promise<void>;
  /** Strongly consistent, unless `freshness` is `eventual`; then too it finds every user. */
  get(id: string, freshness?: Freshness): Promise<User | null>;
  /** Existing users, in no order. Eventually consistent on AWS. */
  getMany(ids: readonly string[]): Promise<User[]>;
  /** Strongly consistent; `username` in any form with the same fold. */
  findByName(username: string): Promise<User | null>;
  /**
   * Reachable users whose username or display name contains (3+ characters) or starts with (fewer) the
   * query, or with this id; each once, sorted by the name that matches. A display name also matches without
   * accents. Eventually consistent on AWS.
   */
  search(query: string, window: Window): Promise<Listed<UserSummary>>;
  /** Revokes access tokens issued before `validAfter`; never goes back. */
  revokeTokens(id: string, validAfter: number): Promise<void>;
  /**
   * Rejects access tokens of these sessions (see `withEnded`). If a profile would list too many, revokes
   * all tokens issued before now.
   */
  rejectSessions(id: string, sessionIds: readonly string[], now: number): Promise<void>;
  /**
   * Changes a profile, with the name's claim and the photo's bytes in the same write: concurrent claims
   * have one winner, and no bytes stay that no profile names. A change to the same value is ignored and keeps `updatedAt`. Returns the current profile; null
   * if the user has been deactivated meanwhile.
   */
  update(id: string, change: ProfileChange, now: number): Promise<User | ClaimRefusal | null>;
  /** The bytes of a photo, if it is still that of the user. Eventually consistent on AWS. */
  getPhoto(id: string, hash: string): Promise<Photo | null>;
  /**
   * Deactivates a user: inactive, offline, not found by search, without photo and about; both names stay,
   * and the username stays claimed.
   */
  deactivate(id: string, now: number): Promise<void>;
  /** Reactivates a user, who is then found by search again; a photo and an about are gone. */
  activate(id: string, now: number): Promise<void>;
  setOperator(id: string, isOperator: boolean): Promise<void>;
  /** May presence of this user be emitted now? True at most once per `everyMs`. */
  mayEmitPresence(id: string, now: number, everyMs: number): Promise<boolean>;
  /**
   * Renews or ends the presence lease, unless a newer update (`lastSeen`, by up to a minute) is stored:
   * concurrent updates may be written in any order.
   */
  setPresence(id: string, presence: { onlineUntil: number; lastSeen: number }): Promise<void>;
}

/** Blocks between users. */
export interface BlockStore {
  /** Idempotent. */
  block(userId: string, otherId: string): Promise<void>;
  unblock(userId: string, otherId: string): Promise<void>;
  /** Ids of users whom the user has blocked. */
  listBlocked(userId: string): Promise<string[]>;
  /** Ids of users whom the user has blocked or who have blocked the user. */
  listBlockedEitherWay(userId: string): Promise<string[]>;
  /** Has either of the two blocked the other? */
  isBlockedBetween(a: string, b: string, freshness?: Freshness): Promise<boolean>;
}
