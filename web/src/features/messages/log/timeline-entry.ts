import type { MessageWindow, OutboxItem, PendingMark } from '#client';
import { isStarred, isStarredIn } from '#client';
import type { Message } from '#contracts/http/messages.ts';
import type { MessageChange } from '../model/message-change.ts';
import type { MessageRow } from './timeline-row.ts';

/** Everything about a message except its place in a run. */
export type Entry = Omit<MessageRow, 'isFirst' | 'isLast'> & { readonly senderId: string };

/** A message with its pending change; a failed change is ignored. */
const withChange = (message: Message, change: MessageChange | null) => {
  const wanted = change?.state === 'failed' ? null : change;
  const isDeleted = message.deleted_at !== null || wanted?.kind === 'delete';
  if (isDeleted) return { content: null, isEdited: false, isDeleted };
  if (wanted?.kind === 'edit' && wanted.content !== message.content) {
    return { content: wanted.content, isEdited: true, isDeleted };
  }
  return { content: message.content, isEdited: message.edited_at !== null, isDeleted };
};

export interface SentInput extends Pick<MessageWindow, 'marks'> {
  readonly userId: string;
  readonly peerReadSeq: number;
  /** Changes of the user's own marks that the server does not have yet. */
  readonly marking?: PendingMark | undefined;
}

export const sentEntry = (
  message: Message,
  { userId, peerReadSeq, marking, ...window }: SentInput,
  change: MessageChange | null,
): Entry => {
  const isOwn = message.sender_id === userId;
  const isRead = message.is_read || message.seq <= peerReadSeq;
  const shown = withChange(message, change);
  return {
    kind: 'message',
    // The same key before and after the server's answer, so that the bubble is kept.
    key: `${message.sender_id}:${message.client_id}`,
    message,
    pending: null,
    change,
    ...shown,
    // The list of starred messages has no deleted ones, and their menu has no way to remove the star.
    isStarred: !shown.isDeleted && isStarred(marking, message.id, isStarredIn(window, message.seq)),
    replyToId: message.reply_to_id,
    isForwarded: message.forwarded === true,
    at: message.created_at,
    isOwn,
    // A notice is in no run of bubbles.
    senderId: message.notice ? '' : message.sender_id,
    state: isOwn ? (isRead ? 'read' : 'sent') : null,
  };
};

export const pendingEntry = (item: OutboxItem, userId: string): Entry => ({
  kind: 'message',
  key: `${userId}:${item.clientId}`,
  message: null,
  pending: item,
  change: null,
  content: item.content || null,
  replyToId: item.replyToId ?? null,
  isForwarded: item.isForwarded === true,
  isEdited: false,
  isDeleted: false,
  isStarred: false,
  at: item.createdAt,
  isOwn: true,
  senderId: userId,
  state: item.state,
});

/** A `client_id` may be reused after a month: the later message then uses its own id as key. */
export const withUniqueKeys = (entries: readonly Entry[]): Entry[] => {
  const used = new Set<string>();
  return entries.map((entry) => {
    const isTaken = used.has(entry.key) && entry.message !== null;
    const key = isTaken ? (entry.message?.id ?? entry.key) : entry.key;
    used.add(key);
    return key === entry.key ? entry : { ...entry, key };
  });
};
