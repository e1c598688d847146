import type { ConversationView } from '#contracts/closed-lists.ts';
import type { Arranged, MemberSettings } from '../domain/member-settings.ts';
import type { Marked, Marks, Star } from '../domain/visibility/marks.ts';
import type { Freshness, Listed, Window } from './lists.ts';

export interface SettingsSnapshot {
  readonly settings: MemberSettings;
  /** How many conversations the member has pinned. */
  readonly pinned: number;
}

export interface SettingsDecision<T> {
  readonly result: T;
  /** The next version; if absent, nothing is written. */
  readonly next?: MemberSettings;
}

export interface MarksDecision<T> {
  readonly result: T;
  /** The next settings and marks; if absent, nothing is written. */
  readonly next?: Marked;
}

export interface StarredPlace extends Star {
  readonly conversationId: string;
}

export interface ArrangedList extends Listed<Arranged> {
  /** Archived conversations, in any view. */
  readonly archivedTotal: number;
  /** Requests that wait for the user; null in `archived`, which does not read them. */
  readonly requestsTotal: number | null;
}

/** What each member has set for each conversation, and the lists that follow from it. */
export interface MemberSettingsStore {
  /** `noSettings` where nothing was ever set. Strongly consistent, unless `freshness` is `eventual`. */
  get(userId: string, conversationId: string, freshness?: Freshness): Promise<MemberSettings>;
  /**
   * Reads, calls `decide`, and writes its settings atomically, conditional on what was read. After a lost race
   * it reads and decides again, so `decide` must be pure. Null if the user is not a member.
   * @throws BusyError after too many lost races; nothing is written then
   */
  change<T>(
    userId: string,
    conversationId: string,
    decide: (snapshot: SettingsSnapshot) => SettingsDecision<T>,
  ): Promise<T | null>;
  /** `noMarks` where there never were any. Strongly consistent, unless `freshness` is `eventual`. */
  getMarks(userId: string, conversationId: string, freshness?: Freshness): Promise<Marks>;
  /** Like `change`, for the marks and the settings that are written with them. */
  changeMarks<T>(
    userId: string,
    conversationId: string,
    decide: (marked: Marked) => MarksDecision<T>,
  ): Promise<T | null>;
  /** A user's stars in one conversation or in all, in no order. Eventually consistent on AWS. */
  listStarred(userId: string, conversationId?: string): Promise<StarredPlace[]>;
  /**
   * Conversations of a user without declined requests, latest activity first (ties by id); in `main` after the pinned ones. Eventually
   * consistent on AWS.
   */
  list(
    userId: string,
    request: Window & { readonly view: ConversationView; readonly now: number },
  ): Promise<ArrangedList>;
}
