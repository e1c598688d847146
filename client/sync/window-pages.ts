import type { Message } from '#contracts/http/messages.ts';
import { isSeen } from './marks/seen.ts';
import type { HistoryPage, MessageWindow } from './message-window.ts';

/** A page of the log, in order and without gaps. */
export interface LogPage {
  readonly entries: readonly {
    readonly seq: number;
    readonly kind: string;
    readonly message: Message;
  }[];
  readonly last_seq: number;
}

const sentIn = ({ entries }: LogPage): Message[] =>
  entries
    .filter(({ kind, message }) => kind === 'message' && message.hidden !== true)
    .map(({ message }) => message);

/** The sequence after which the log continues; null if the page reaches its end. */
const restOf = ({ entries, last_seq }: LogPage): number | null => {
  const last = entries.at(-1)?.seq ?? last_seq;
  return last < last_seq ? last : null;
};

/** A part in the middle: a page of history, and the log from the end of that page. */
export const windowAround = (
  page: HistoryPage,
  log: LogPage,
  logSeqOf: (messages: readonly Message[]) => number,
): MessageWindow => {
  const messages = [...page.items.toReversed(), ...sentIn(log)];
  return { messages, cursor: page.next_cursor, upTo: restOf(log), logSeq: logSeqOf(messages) };
};

/**
 * Prepends an older page. Resets `logSeq` to its value before the request, since entries applied
 * meanwhile may concern the new messages.
 */
export const withOlder = (
  window: MessageWindow,
  page: HistoryPage,
  logSeqWhenAsked: number,
): MessageWindow => {
  const oldest = window.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const older = page.items
    .filter((message) => message.seq < oldest && isSeen(window, message))
    .toReversed();
  return {
    ...window,
    messages: [...older, ...window.messages],
    cursor: page.next_cursor,
    logSeq: Math.min(window.logSeq, logSeqWhenAsked),
  };
};

/**
 * Appends the log after `upTo`. Resets `logSeq` to its value before the request, like `withOlder`.
 */
export const withNewer = (
  window: MessageWindow,
  log: LogPage,
  logSeqWhenAsked: number,
): MessageWindow => {
  const newest = window.messages.at(-1)?.seq ?? 0;
  const newer = sentIn(log).filter((message) => message.seq > newest && isSeen(window, message));
  return {
    ...window,
    messages: [...window.messages, ...newer],
    upTo: restOf(log),
    logSeq: Math.min(window.logSeq, logSeqWhenAsked),
  };
};

/** Evicts the oldest `count` messages; they can be loaded again. */
export const withoutOldest = (window: MessageWindow, count: number): MessageWindow => {
  const messages = window.messages.slice(count);
  const [oldest] = messages;
  if (count <= 0 || !oldest) return window;
  return { ...window, messages, cursor: oldest.id };
};

/** Evicts the newest `count` messages; the window then ends before the conversation does. */
export const withoutNewest = (window: MessageWindow, count: number): MessageWindow => {
  const messages = window.messages.slice(0, -count);
  const newest = messages.at(-1);
  if (count <= 0 || !newest) return window;
  return { ...window, messages, upTo: newest.seq };
};
