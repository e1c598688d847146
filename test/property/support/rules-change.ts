import type { ConversationModel, Kind, Model, SettingsModel } from './model.ts';
import {
  isActive,
  isBlockedBetween,
  isDeleted,
  isMember,
  isRead,
  isVisible,
  markOf,
  mayBeEdited,
  peerOf,
  settingsOf,
  unknown,
} from './model.ts';
import type { Outcome } from './rules-send.ts';
import type { Listed } from './views.ts';

/** Appends an entry to the log. */
const record = ({ conversation, message }: Listed, kind: Exclude<Kind, 'message'>): void => {
  conversation.log.push({ kind, message });
  conversation.ver += 1;
  message.rev = conversation.log.length;
  if (kind !== 'reaction') message.times.updated_at = unknown;
};

/** Is it there for this user? */
const isSeen = (place: Listed | undefined, by: number): place is Listed =>
  place !== undefined &&
  isMember(place.conversation, by) &&
  isVisible(place.conversation, by, place.message);

export const edit = (
  model: Model,
  asked: { by: number; place: Listed | undefined; content: string },
): Outcome => {
  const { by, place, content } = asked;
  if (!isActive(model, by)) return 'unauthenticated';
  if (!isSeen(place, by)) return 'message_not_found';
  const { conversation, message } = place;
  if (message.sender !== by) return 'not_author';
  if (isBlockedBetween(model, by, peerOf(conversation, by))) return 'blocked';
  if (isDeleted(message)) return 'message_deleted';
  if (message.content === content) return { status: 200, ...place };
  if (!mayBeEdited(message)) return 'too_many_edits';
  record(place, 'edit');
  message.content = content;
  message.edits += 1;
  message.times.edited_at = unknown;
  return { status: 200, ...place };
};

export const remove = (
  model: Model,
  asked: { by: number; place: Listed | undefined; onlyUnread: boolean },
): Outcome => {
  const { by, place } = asked;
  if (!isActive(model, by)) return 'unauthenticated';
  if (!place || !isMember(place.conversation, by)) return 'message_not_found';
  const { conversation, message } = place;
  if (message.sender !== by) return 'not_author';
  if (isDeleted(message)) return 'message_not_found';
  if (asked.onlyUnread && isRead(conversation, message)) return 'message_read';
  record(place, 'delete');
  message.content = null;
  message.reactions.clear();
  message.times.deleted_at = unknown;
  return { status: 204 };
};

export const read = (
  model: Model,
  { by, place }: { by: number; place: Listed | undefined },
): Outcome => {
  if (!isActive(model, by)) return 'unauthenticated';
  if (!isSeen(place, by) || place.message.receiver !== by || isDeleted(place.message)) {
    return 'message_not_found';
  }
  if (isRead(place.conversation, place.message)) return { status: 200, ...place };
  record(place, 'read');
  place.message.times.read_at = unknown;
  return { status: 200, ...place };
};

/** Null removes the reaction. */
export const react = (
  model: Model,
  asked: { by: number; place: Listed | undefined; emoji: string | null },
): Outcome => {
  const { by, place, emoji } = asked;
  if (!isActive(model, by)) return 'unauthenticated';
  if (!isSeen(place, by)) return 'message_not_found';
  const { conversation, message } = place;
  if (emoji !== null) {
    if (isBlockedBetween(model, by, peerOf(conversation, by))) return 'blocked';
    if (conversation.request) return 'request_pending';
    if (isDeleted(message)) return 'message_deleted';
  }
  if ((message.reactions.get(by) ?? null) === emoji) return { status: 200, ...place };
  record(place, 'reaction');
  if (emoji === null) message.reactions.delete(by);
  else message.reactions.set(by, emoji);
  return { status: 200, ...place };
};

export const readUpTo = (
  model: Model,
  asked: { by: number; conversation: ConversationModel | undefined; seq: number },
): Outcome => {
  const { by, conversation } = asked;
  if (!isActive(model, by)) return 'unauthenticated';
  if (!conversation || !isMember(conversation, by)) return 'conversation_not_found';
  const mark = Math.min(asked.seq, conversation.log.length);
  if (mark > markOf(conversation, by)) {
    conversation.marks.set(by, mark);
    conversation.ver += 1;
  }
  return { status: 200, conversation };
};

export interface SettingsAsked {
  readonly isMuted?: boolean;
  readonly isPinned?: boolean;
  readonly isArchived?: boolean;
  /** The last sequence that the client knows. */
  readonly archivedSeq?: number;
  readonly isMarked?: boolean;
}

/** As a request has it. */
export const settingsBody = (change: SettingsAsked) => ({
  ...(change.isMuted !== undefined && { muted_until: change.isMuted ? 'forever' : null }),
  ...(change.isPinned !== undefined && { is_pinned: change.isPinned }),
  ...(change.isArchived !== undefined && { is_archived: change.isArchived }),
  ...(change.archivedSeq !== undefined && { archived_seq: change.archivedSeq }),
  ...(change.isMarked !== undefined && { is_marked_unread: change.isMarked }),
});

const archivedSeqOf = (
  { isArchived, archivedSeq }: SettingsAsked,
  last: number,
  known: number | null,
): number | null => {
  if (isArchived === undefined) return known;
  return isArchived ? Math.min(archivedSeq ?? last, last) : null;
};

const markedSeqOf = ({ isMarked }: SettingsAsked, last: number, known: number | null) => {
  if (isMarked === undefined) return known;
  return isMarked ? last : null;
};

export const updateSettings = (
  model: Model,
  asked: { by: number; conversation: ConversationModel | undefined; change: SettingsAsked },
): Outcome => {
  const { by, conversation, change } = asked;
  if (!isActive(model, by)) return 'unauthenticated';
  if (!conversation || !isMember(conversation, by)) return 'conversation_not_found';
  const last = conversation.log.length;
  const { ver, ...known } = settingsOf(conversation, by);
  const next: Omit<SettingsModel, 'ver'> = {
    ...known,
    isMuted: change.isMuted ?? known.isMuted,
    isPinned: change.isPinned ?? known.isPinned,
    archivedSeq: archivedSeqOf(change, last, known.archivedSeq),
    markedSeq: markedSeqOf(change, last, known.markedSeq),
  };
  const isSame = JSON.stringify(next) === JSON.stringify(known);
  if (!isSame) conversation.settings.set(by, { ver: ver + 1, ...next });
  return { status: 200, conversation };
};
