import type { Message } from '../../../../../functions/contracts/http/messages.ts';
import { dayKey } from '../../../lib/time.ts';
import type { OutboxItem } from './outbox-item.ts';

export type DeliveryState = 'queued' | 'sending' | 'failed' | 'sent' | 'read';

export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  /** Null until the server has it. */
  readonly message: Message | null;
  readonly pending: OutboxItem | null;
  readonly content: string | null;
  readonly at: string;
  readonly isOwn: boolean;
  /** First and last of a run of bubbles by the same person. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Of own messages. */
  readonly state: DeliveryState | null;
}
export interface DayRow {
  readonly kind: 'day';
  readonly key: string;
  /** Epoch milliseconds of the day's start. */
  readonly day: number;
}
export interface BeginningRow {
  readonly kind: 'beginning';
  readonly key: string;
}
export type TimelineRow = MessageRow | DayRow | BeginningRow;

export interface TimelineInput {
  readonly messages: readonly Message[];
  readonly pending: readonly OutboxItem[];
  readonly userId: string;
  readonly peerReadSeq: number;
  readonly hasOlder: boolean;
}

/** Bubbles further apart than this are no run any more. */
const RUN_MS = 5 * 60_000;

type Entry = Omit<MessageRow, 'isFirst' | 'isLast'> & { readonly senderId: string };

const sentEntry = (message: Message, { userId, peerReadSeq }: TimelineInput): Entry => {
  const isOwn = message.sender_id === userId;
  const isRead = message.is_read || message.seq <= peerReadSeq;
  return {
    kind: 'message',
    // The same key before and after the server's answer, so that the bubble stays in place.
    key: `${message.sender_id}:${message.client_id}`,
    message,
    pending: null,
    content: message.content,
    at: message.created_at,
    isOwn,
    senderId: message.sender_id,
    state: isOwn ? (isRead ? 'read' : 'sent') : null,
  };
};

const pendingEntry = (item: OutboxItem, { userId }: TimelineInput): Entry => ({
  kind: 'message',
  key: `${userId}:${item.clientId}`,
  message: null,
  pending: item,
  content: item.content,
  at: item.createdAt,
  isOwn: true,
  senderId: userId,
  state: item.state,
});

/** A `client_id` may come back after a month: the later message then goes by its own id. */
const withUniqueKeys = (entries: readonly Entry[]): Entry[] => {
  const used = new Set<string>();
  return entries.map((entry) => {
    const key = used.has(entry.key) && entry.message ? entry.message.id : entry.key;
    used.add(key);
    return { ...entry, key };
  });
};

const isSameRun = (a: Entry | undefined, b: Entry | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.senderId === b.senderId &&
  dayKey(a.at) === dayKey(b.at) &&
  Math.abs(Date.parse(b.at) - Date.parse(a.at)) <= RUN_MS;

/** What the dialog shows, from top to bottom: days, messages, and what is still being sent. */
export const timelineOf = (input: TimelineInput): TimelineRow[] => {
  const known = new Set(
    input.messages
      .filter(({ sender_id }) => sender_id === input.userId)
      .map(({ client_id }) => client_id),
  );
  const entries = withUniqueKeys([
    ...input.messages.map((message) => sentEntry(message, input)),
    ...input.pending
      .filter(({ clientId }) => !known.has(clientId))
      .map((item) => pendingEntry(item, input)),
  ]);
  const rows: TimelineRow[] = input.hasOlder ? [] : [{ kind: 'beginning', key: 'beginning' }];
  // Never backwards, also when the clock of this device is behind the server's.
  let latestDay = Number.NEGATIVE_INFINITY;
  for (const [index, entry] of entries.entries()) {
    const { senderId: _, ...row } = entry;
    const day = dayKey(entry.at);
    if (day > latestDay) {
      rows.push({ kind: 'day', key: `day:${day}`, day });
      latestDay = day;
    }
    rows.push({
      ...row,
      isFirst: !isSameRun(entries[index - 1], entry),
      isLast: !isSameRun(entry, entries[index + 1]),
    });
  }
  return rows;
};
