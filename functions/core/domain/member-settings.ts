import { limits } from '#contracts/limits.ts';
import { isArchivedAt, isMutedAt } from '#contracts/member-rules.ts';
import type { Conversation } from './conversation.ts';

/**
 * How one member has arranged a conversation: a record besides the conversation, with its own version, so that
 * no send waits for it or overwrites it.
 */
export interface MemberSettings {
  readonly ver: number;
  /** Milliseconds, or `forever`; null if not muted. */
  readonly mutedUntil: number | null;
  readonly isPinned: boolean;
  /** The conversation's `seq` when it was archived. */
  readonly archivedSeq: number | null;
  /** The conversation's `seq` when it was marked as unread. */
  readonly markedUnreadSeq: number | null;
  /** Everything up to here is cleared for this member. */
  readonly clearedSeq: number;
  /** The last message that this member has deleted for themselves; 0 without one. */
  readonly lastHiddenSeq: number;
  /** `ver` at the latest change of the member's marks; 0 before the first. */
  readonly marksVer: number;
}

/** Beyond every time that a request can name. */
export const forever = Number.MAX_SAFE_INTEGER;

/** Of a conversation whose member has never set anything. */
export const noSettings: MemberSettings = {
  ver: 0,
  mutedUntil: null,
  isPinned: false,
  archivedSeq: null,
  markedUnreadSeq: null,
  clearedSeq: 0,
  lastHiddenSeq: 0,
  marksVer: 0,
};

/** A conversation as a list of its member has it. */
export interface Arranged {
  readonly conversation: Conversation;
  readonly settings: MemberSettings;
}

export const isArchived = ({ conversation, settings }: Arranged, now: number): boolean =>
  isArchivedAt({
    archivedSeq: settings.archivedSeq,
    lastMessageSeq: conversation.lastMessage?.seq ?? 0,
    isMuted: isMutedAt(settings.mutedUntil, now),
  });

/** What a request changes; absent: as before. */
export interface SettingsChange {
  readonly mutedUntil?: number | null;
  readonly isPinned?: boolean;
  /** With the last sequence number that the client knew; null: back into the list. */
  readonly archivedSeq?: number | null;
  readonly isMarkedUnread?: boolean;
}

const changedBy = (
  settings: MemberSettings,
  change: SettingsChange,
  { seq }: Conversation,
): MemberSettings => {
  const { mutedUntil, isPinned, archivedSeq, isMarkedUnread } = change;
  return {
    ...settings,
    ver: settings.ver + 1,
    mutedUntil: mutedUntil === undefined ? settings.mutedUntil : mutedUntil,
    isPinned: isPinned ?? settings.isPinned,
    archivedSeq:
      archivedSeq === undefined ? settings.archivedSeq : archivedSeq && Math.min(archivedSeq, seq),
    markedUnreadSeq:
      isMarkedUnread === undefined ? settings.markedUnreadSeq : isMarkedUnread ? seq : null,
  };
};

/** The next settings; null if nothing changes; `too_many` if they would pin one conversation too many. */
export const nextSettings = (
  { settings, pinned }: { settings: MemberSettings; pinned: number },
  change: SettingsChange,
  conversation: Conversation,
): MemberSettings | 'too_many' | null => {
  const next = changedBy(settings, change, conversation);
  const isSame =
    next.mutedUntil === settings.mutedUntil &&
    next.isPinned === settings.isPinned &&
    next.archivedSeq === settings.archivedSeq &&
    next.markedUnreadSeq === settings.markedUnreadSeq;
  if (isSame) return null;
  const pins = next.isPinned && !settings.isPinned;
  return pins && pinned >= limits.pinnedConversations ? 'too_many' : next;
};
