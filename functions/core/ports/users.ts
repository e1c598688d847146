import type { Privacy } from '../domain/privacy.ts';
import type { User, UserSummary } from '../domain/user.ts';
import type { Listed, Window } from './lists.ts';

export type ClaimRefusal = 'username_taken';

/** Parts of a profile that its user changes; what is left out stays. */
export interface ProfileChange {
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  readonly privacy?: Partial<Privacy> | undefined;
}

/** Profiles; no name looks like another (ADR 12). E-mail addresses are not verified, so they need not be unique. */
export interface UserStore {
  /**
   * Stores an unfinished profile together with the claim of its name, or nothing.
   * The claim of an abandoned registration (see `isAbandoned`) is taken over.
   */
  claim(user: User): Promise<'claimed' | ClaimRefusal>;
  /** Ends a registration: the user can be found and sign in. */
  finish(id: string): Promise<void>;
  /** Undoes an unfinished claim; a finished profile stays. */
  release(id: string): Promise<void>;
  /** Consistent. */
  get(id: string): Promise<User | null>;
  /** Those that exist, in no order; may lag a moment behind on AWS. */
  getMany(ids: readonly string[]): Promise<User[]>;
  /** Consistent; `username` in any form that folds alike. */
  findByName(username: string): Promise<User | null>;
  /**
   * Reachable users: name contains (3+ characters), starts with (fewer), or id; sorted by name. May
   * lag a moment behind on AWS.
   */
  search(query: string, window: Window): Promise<Listed<UserSummary>>;
  /** Access tokens issued before `validAfter` are dead from now on; never goes back. */
  revokeTokens(id: string, validAfter: number): Promise<void>;
  /**
   * Access tokens of these sessions are rejected from now on (see `withEnded`). Beyond the bound of what a
   * profile names, all that were issued before now.
   */
  rejectSessions(id: string, sessionIds: readonly string[], now: number): Promise<void>;
  /**
   * Changes name or e-mail address, with the name's claim in the same write: races have one winner.
   * What is so already is left alone, `updatedAt` too. Returns the profile as it is now; null when the
   * user has been deactivated meanwhile.
   */
  update(id: string, change: ProfileChange, now: number): Promise<User | ClaimRefusal | null>;
  /** Soft delete: inactive, offline, no longer found by search; the name stays claimed. */
  deactivate(id: string, now: number): Promise<void>;
  /** True at most once in the given time for a user: may presence be told to others now? */
  mayTellPresence(id: string, now: number, everyMs: number): Promise<boolean>;
  /**
   * Renews or ends the presence lease, unless a word that is later (`lastSeen`, by up to a minute) is
   * known already: what runs at the same time may be written in any order.
   */
  setPresence(id: string, presence: { onlineUntil: number; lastSeen: number }): Promise<void>;
}

/** Who has blocked whom. */
export interface BlockStore {
  /** Again is no error. */
  block(userId: string, otherId: string): Promise<void>;
  unblock(userId: string, otherId: string): Promise<void>;
  /** Ids of those whom the user has blocked. */
  listBlocked(userId: string): Promise<string[]>;
  /** Ids of those with whom nothing passes: whom the user has blocked, and who has blocked the user. */
  listApart(userId: string): Promise<string[]>;
  /** Has either of the two blocked the other? */
  isBlockedBetween(a: string, b: string): Promise<boolean>;
}
