import type { OutboxItem } from '#client';
import { isShown } from '#client';
import type { Message } from '#contracts/http/messages.ts';
import { dayKey } from '#site/lib/time.ts';
import type { MessageChange } from '../model/message-change.ts';
import type { Entry, SentInput } from './timeline-entry.ts';
import { pendingEntry, sentEntry, withUniqueKeys } from './timeline-entry.ts';
import type { TimelineRow } from './timeline-row.ts';

export interface TimelineInput extends SentInput {
  readonly messages: readonly Message[];
  readonly pending: readonly OutboxItem[];
  /** By message id. */
  readonly changes: Readonly<Record<string, MessageChange>>;
  /** Sequence of the first message that was unread when the dialog opened. */
  readonly unreadFrom: number | null;
  readonly hasOlder: boolean;
  /**
   * Whether newer messages are not loaded: then unsent ones would be misplaced and are not shown.
   */
  readonly hasNewer: boolean;
  /** A new function after a change of the time zone, in which days start at other times. */
  readonly dayOf?: (iso: string) => number;
}

/** Bubbles further apart than this do not form a run. */
const RUN_MS = 5 * 60_000;

interface Placed {
  readonly entry: Entry;
  readonly day: number;
  readonly time: number;
  readonly isUnreadStart: boolean;
}

const entriesOf = (input: TimelineInput): Entry[] => {
  const { pending, changes, userId, hasNewer, marking } = input;
  const messages = input.messages.filter((message) => isShown(marking, message));
  const known = new Set(
    messages.filter(({ sender_id }) => sender_id === userId).map(({ client_id }) => client_id),
  );
  const waiting = hasNewer ? [] : pending.filter(({ clientId }) => !known.has(clientId));
  return withUniqueKeys([
    ...messages.map((message) => sentEntry(message, input, changes[message.id] ?? null)),
    ...waiting.map((item) => pendingEntry(item, userId)),
  ]);
};

const isSameRun = (one: Placed | undefined, next: Placed | undefined): boolean =>
  one !== undefined &&
  next !== undefined &&
  !next.isUnreadStart &&
  one.entry.senderId === next.entry.senderId &&
  one.day === next.day &&
  Math.abs(next.time - one.time) <= RUN_MS;

/** The rows of the dialog, from top to bottom: days, messages, and unsent messages. */
export const timelineOf = (input: TimelineInput): TimelineRow[] => {
  const { dayOf = dayKey } = input;
  const placed = entriesOf(input).map(
    (entry): Placed => ({
      entry,
      day: dayOf(entry.at),
      time: Date.parse(entry.at),
      isUnreadStart: entry.message !== null && entry.message.seq === input.unreadFrom,
    }),
  );
  const rows: TimelineRow[] = input.hasOlder ? [] : [{ kind: 'beginning', key: 'beginning' }];
  // Days never go backwards, even if this device's clock is behind the server's.
  let latestDay = Number.NEGATIVE_INFINITY;
  for (const [index, place] of placed.entries()) {
    const { senderId: _, ...row } = place.entry;
    if (place.day > latestDay) {
      rows.push({ kind: 'day', key: `day:${place.day}`, day: place.day });
      latestDay = place.day;
    }
    if (place.isUnreadStart) rows.push({ kind: 'unread', key: 'unread' });
    rows.push({
      ...row,
      isFirst: !isSameRun(placed[index - 1], place),
      isLast: !isSameRun(place, placed[index + 1]),
    });
  }
  return rows;
};
