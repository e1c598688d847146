import type { Message } from '../../../functions/contracts/http/messages.ts';

/**
 * The loaded end of a conversation. Every entry of the log up to `logSeq` is folded in, as far as its
 * message lies in the window; setting `logSeq` back is always safe, because folding is idempotent.
 */
export interface MessageWindow {
  /** By `seq`, without holes from the oldest loaded one on. */
  readonly messages: readonly Message[];
  /** Where older messages continue; null when the window begins with the first one. */
  readonly cursor: string | null;
  readonly logSeq: number;
}

interface HistoryPage {
  /** Newest first. */
  readonly items: readonly Message[];
  readonly next_cursor: string | null;
}

/** `logSeq` is a sequence known before the page was asked for: the page holds at least that much. */
export const windowOf = (page: HistoryPage, logSeq: number): MessageWindow => ({
  messages: page.items.toReversed(),
  cursor: page.next_cursor,
  logSeq,
});

const placeOf = (messages: readonly Message[], seq: number): number =>
  messages.findLastIndex((message) => message.seq <= seq);

/** Puts a message in its place, unless the one there is as new (`rev`) or the place is not loaded. */
export const foldMessage = (window: MessageWindow, message: Message): MessageWindow => {
  const { messages, cursor } = window;
  const place = placeOf(messages, message.seq);
  const known = messages[place];
  if (known?.seq === message.seq) {
    if (known.rev >= message.rev) return window;
    return { ...window, messages: messages.with(place, message) };
  }
  const isBeforeWindow = place === -1 && cursor !== null;
  if (isBeforeWindow) return window;
  return { ...window, messages: messages.toSpliced(place + 1, 0, message) };
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

/**
 * Puts an older page on top. What was folded while the page was under way may concern its messages,
 * so the window counts as complete only up to where it was when the page was asked for.
 */
export const withOlder = (
  window: MessageWindow,
  page: HistoryPage,
  logSeqWhenAsked: number,
): MessageWindow => {
  const oldest = window.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const older = page.items.filter(({ seq }) => seq < oldest).toReversed();
  return {
    messages: [...older, ...window.messages],
    cursor: page.next_cursor,
    logSeq: Math.min(window.logSeq, logSeqWhenAsked),
  };
};
