import type { Message } from '#contracts/http/messages.ts';
import type { WindowMarks } from './marks/seen.ts';
import { isSeen } from './marks/seen.ts';

/**
 * Above this size a window does not grow at its end, and then ends before the conversation does.
 */
export const MAX_MESSAGES = 1_000;

/**
 * A gapless part of a conversation. All log entries up to `logSeq` are applied, if their message
 * lies in the window. Setting `logSeq` back is always safe, because applying is idempotent.
 */
export interface MessageWindow {
  /** By `seq`. */
  readonly messages: readonly Message[];
  /** Where older messages continue; null if the window starts with the first one. */
  readonly cursor: string | null;
  /** The sequence after which newer messages continue; null if the window reaches the end. */
  readonly upTo: number | null;
  readonly logSeq: number;
  /** The user's own marks; absent if there were none when it was loaded. */
  readonly marks?: WindowMarks;
}

export interface HistoryPage {
  /** Newest first. */
  readonly items: readonly Message[];
  readonly next_cursor: string | null;
}

/** `logSeq`: a sequence known before the page was requested. The page is complete up to it. */
export const windowOf = (page: HistoryPage, logSeq: number): MessageWindow => ({
  messages: page.items.toReversed(),
  cursor: page.next_cursor,
  upTo: null,
  logSeq,
});

const placeOf = (messages: readonly Message[], seq: number): number =>
  messages.findLastIndex((message) => message.seq <= seq);

/** Inserts a message at its place, unless the place is outside the window. */
const withMessage = (window: MessageWindow, message: Message, after: number): MessageWindow => {
  const { messages, cursor, upTo } = window;
  const isBefore = after === -1 && cursor !== null;
  const isBeyond = upTo !== null && message.seq > upTo;
  if (isBefore || isBeyond) return window;
  const last = messages.at(-1);
  const isFull = messages.length >= MAX_MESSAGES && after === messages.length - 1;
  if (isFull && last) return { ...window, upTo: last.seq };
  return { ...window, messages: messages.toSpliced(after + 1, 0, message) };
};

/**
 * Inserts or replaces a message, unless the known one has the same or a higher `rev`, or the place
 * is not loaded. Removes one that the user no longer sees.
 */
export const foldMessage = (window: MessageWindow, message: Message): MessageWindow => {
  const { messages } = window;
  const place = placeOf(messages, message.seq);
  const known = messages[place];
  if (!isSeen(window, message)) {
    return known?.seq === message.seq
      ? { ...window, messages: messages.toSpliced(place, 1) }
      : window;
  }
  if (known?.seq !== message.seq) return withMessage(window, message, place);
  if (known.rev >= message.rev) return window;
  return { ...window, messages: messages.with(place, message) };
};

/**
 * Shows a message as read at once. `rev` and `logSeq` stay, so that the log entry still applies
 * (`read_at`).
 */
export const markRead = (window: MessageWindow, seq: number): MessageWindow => {
  const place = window.messages.findIndex((message) => message.seq === seq && !message.is_read);
  const known = window.messages[place];
  if (!known) return window;
  return { ...window, messages: window.messages.with(place, { ...known, is_read: true }) };
};

/** Applies a log entry. `logSeq` advances only if no entry is missing in between. */
export const foldEntry = (window: MessageWindow, seq: number, message: Message): MessageWindow => {
  const folded = foldMessage(window, message);
  return seq === window.logSeq + 1 ? { ...folded, logSeq: seq } : folded;
};
