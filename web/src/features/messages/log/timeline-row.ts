import type { OutboxItem } from '#client';
import type { Message } from '#contracts/http/messages.ts';
import type { MessageChange } from '../model/message-change.ts';

export type DeliveryState = 'queued' | 'sending' | 'failed' | 'sent' | 'read';

export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  /** Null until the server has it. */
  readonly message: Message | null;
  readonly pending: OutboxItem | null;
  /** An edit or deletion that is shown before the server has confirmed it. */
  readonly change: MessageChange | null;
  readonly content: string | null;
  readonly replyToId: string | null;
  readonly isForwarded: boolean;
  readonly isEdited: boolean;
  readonly isDeleted: boolean;
  readonly isStarred: boolean;
  readonly at: string;
  readonly isOwn: boolean;
  /** First and last of a run of bubbles by one author. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Null for messages of the peer. */
  readonly state: DeliveryState | null;
}
export interface DayRow {
  readonly kind: 'day';
  readonly key: string;
  /** Epoch milliseconds of the day's start. */
  readonly day: number;
}
/** The line before the first message that was unread when the dialog opened. */
export interface UnreadRow {
  readonly kind: 'unread';
  readonly key: 'unread';
}
export interface BeginningRow {
  readonly kind: 'beginning';
  readonly key: 'beginning';
}
export type TimelineRow = MessageRow | DayRow | UnreadRow | BeginningRow;

/** Whether two rows look the same, so that no render is needed. */
export const isSameRow = (one: TimelineRow, other: TimelineRow): boolean => {
  const before = Object.entries(one);
  const after = other as unknown as Record<string, unknown>;
  return before.every(([name, value]) => Object.is(value, after[name]));
};

/** Whether the user may change it: own, sent, and without another change in progress. */
export const mayChange = ({ isOwn, isDeleted, message, change }: MessageRow): boolean =>
  isOwn && !isDeleted && message !== null && change?.state !== 'saving';
