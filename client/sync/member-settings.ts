import type { Conversation } from '#contracts/http/conversations.ts';
import { isArchivedAt, isMarkedAt, isMutedAt } from '#contracts/member-rules.ts';

/** The settings of a conversation that a user changes; absent fields stay unchanged. */
export interface SettingsChange {
  readonly muted_until?: string | null;
  readonly is_pinned?: boolean;
  readonly is_archived?: boolean;
  /** With `is_archived: true`: the `last_seq` that the user saw. */
  readonly archived_seq?: number;
  readonly is_marked_unread?: boolean;
}

/** Changes that the server has not confirmed yet, by conversation. */
export type PendingSettings = Readonly<Record<string, SettingsChange>>;

/** A conversation with the user's settings, including changes that the server has not confirmed. */
export const withSettings = (
  conversation: Conversation,
  pending: PendingSettings,
): Conversation => {
  const change = pending[conversation.id];
  if (!change) return conversation;
  const { last_seq, me } = conversation;
  const { muted_until, is_pinned, is_archived, archived_seq, is_marked_unread } = change;
  return {
    ...conversation,
    me: {
      ...me,
      ...(muted_until !== undefined && { muted_until }),
      ...(is_pinned !== undefined && { is_pinned }),
      ...(is_archived !== undefined && {
        archived_seq: is_archived ? (archived_seq ?? last_seq) : null,
      }),
      ...(is_marked_unread !== undefined && {
        marked_unread_seq: is_marked_unread ? last_seq : null,
      }),
    },
  };
};

const instantOf = (until: string | null): number | null => {
  if (until === null) return null;
  return until === 'forever' ? Number.POSITIVE_INFINITY : Date.parse(until);
};

/** `now`: milliseconds since 1970, by the server's clock. */
export const isMuted = ({ me }: Conversation, now: number): boolean =>
  isMutedAt(instantOf(me.muted_until), now);

/** Computed, since a new message or the end of a mute brings a conversation back without an event. */
export const isArchived = (conversation: Conversation, now: number): boolean =>
  isArchivedAt({
    archivedSeq: conversation.me.archived_seq,
    lastMessageSeq: conversation.last_message?.seq ?? 0,
    isMuted: isMuted(conversation, now),
  });

export const isMarkedUnread = ({ me, my_read_seq }: Conversation): boolean =>
  isMarkedAt(me.marked_unread_seq, my_read_seq);
