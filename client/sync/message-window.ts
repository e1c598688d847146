import type { Message } from '../../functions/contracts/http/messages.ts';

/** Beyond this a window takes no more at its end: it then ends before the conversation does. */
export const MOST_MESSAGES = 1_000;

/**
 * A loaded part of a conversation, without holes. Every entry of the log up to `logSeq` is folded in,
 * as far as its message lies in the window; setting `logSeq` back is always safe, because folding is
 * idempotent.
 */
export interface MessageWindow {
  /** By `seq`. */
  readonly messages: readonly Message[];
  /** Where older messages continue; null when the window begins with the first one. */
  readonly cursor: string | null;
  /** The sequence after which newer ones continue; null when the window reaches the end. */
  readonly upTo: number | null;
  readonly logSeq: number;
}

export interface HistoryPage {
  /** Newest first. */
  readonly items: readonly Message[];
  readonly next_cursor: string | null;
}

/** `logSeq` is a sequence known before the page was asked for: the page holds at least that much. */
export const windowOf = (page: HistoryPage, logSeq: number): MessageWindow => ({
  messages: page.items.toReversed(),
  cursor: page.next_cursor,
  upTo: null,
  logSeq,
});

const placeOf = (messages: readonly Message[], seq: number): number =>
  messages.findLastIndex((message) => message.seq <= seq);

/** A message that the window does not hold: put in its place, unless that lies outside. */
const withMessage = (window: MessageWindow, message: Message, after: number): MessageWindow => {
  const { messages, cursor, upTo } = window;
  const isBefore = after === -1 && cursor !== null;
  const isBeyond = upTo !== null && message.seq > upTo;
  if (isBefore || isBeyond) return window;
  const last = messages.at(-1);
  const isFull = messages.length >= MOST_MESSAGES && after === messages.length - 1;
  if (isFull && last) return { ...window, upTo: last.seq };
  return { ...window, messages: messages.toSpliced(after + 1, 0, message) };
};

/** Puts a message in its place, unless the one there is as new (`rev`) or the place is not loaded. */
export const foldMessage = (window: MessageWindow, message: Message): MessageWindow => {
  const { messages } = window;
  const place = placeOf(messages, message.seq);
  const known = messages[place];
  if (known?.seq !== message.seq) return withMessage(window, message, place);
  if (known.rev >= message.rev) return window;
  return { ...window, messages: messages.with(place, message) };
};

/**
 * Shows a message as read at once. It keeps its `rev`, and the window counts as no further than before:
 * the entry in the log has the rest (`read_at`).
 */
export const markRead = (window: MessageWindow, seq: number): MessageWindow => {
  const place = window.messages.findIndex((message) => message.seq === seq && !message.is_read);
  const known = window.messages[place];
  if (!known) return window;
  return { ...window, messages: window.messages.with(place, { ...known, is_read: true }) };
};

/** Folds an entry of the log; the window counts as complete up to it only if nothing is missing. */
export const foldEntry = (window: MessageWindow, seq: number, message: Message): MessageWindow => {
  const folded = foldMessage(window, message);
  return seq === window.logSeq + 1 ? { ...folded, logSeq: seq } : folded;
};
