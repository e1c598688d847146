import type { Conversation } from '#contracts/http/conversations.ts';
import type { Marks } from '#contracts/http/marks/marks.ts';
import type { Cache } from '../cache.ts';
import type { MessageWindow } from '../message-window.ts';
import type { Marked, WindowMarks } from './seen.ts';
import { isSeen, noMarks } from './seen.ts';

const marked = (window: MessageWindow, marks: WindowMarks): MessageWindow => {
  const messages = window.messages.filter((message) => isSeen({ marks }, message));
  const isSame = messages.length === window.messages.length;
  const [oldest] = window.messages;
  // Nothing is left before what was cleared.
  const isFromStart = oldest !== undefined && oldest.seq <= marks.clearedSeq;
  return {
    ...window,
    marks,
    messages: isSame ? window.messages : messages,
    cursor: isFromStart ? null : window.cursor,
  };
};

/** Without what was cleared up to this sequence number. */
export const withCleared = (window: MessageWindow, clearedSeq: number): MessageWindow => {
  const { marks = noMarks } = window;
  return clearedSeq <= marks.clearedSeq ? window : marked(window, { ...marks, clearedSeq });
};

/** With these marks, unless it has newer ones. */
export const withMarks = (window: MessageWindow, fresh: Marks): MessageWindow => {
  const { marks = noMarks } = window;
  return fresh.ver <= marks.ver
    ? window
    : marked(window, { ...fresh, clearedSeq: marks.clearedSeq });
};

/** A window that was just loaded, with the marks that are known. */
export const withKnownMarks = (cache: Cache, id: string, fresh: MessageWindow): MessageWindow => {
  const known = cache.window(id)?.marks;
  const clearedSeq = cache.conversation(id)?.me.cleared_seq ?? 0;
  return withCleared(known ? marked(fresh, known) : fresh, clearedSeq);
};

/** Applies marks to a loaded window. One without messages in its middle cannot grow: it is loaded again. */
export const foldMarks = async (cache: Cache, id: string, fresh?: Marks): Promise<void> => {
  const clearedSeq = cache.conversation(id)?.me.cleared_seq ?? 0;
  const isStuck = (): boolean => {
    const window = cache.window(id);
    return window?.messages.length === 0 && (window.cursor !== null || window.upTo !== null);
  };
  const wasStuck = isStuck();
  cache.setWindow(id, (window) => {
    const cleared = withCleared(window, clearedSeq);
    return fresh ? withMarks(cleared, fresh) : cleared;
  });
  if (!wasStuck && isStuck()) await cache.resetWindow(id);
};

/** Are there marks that a loaded window does not have? */
export const lacksMarks = (
  { marks: { ver, clearedSeq } = noMarks }: Marked,
  { me }: Pick<Conversation, 'me'>,
): boolean => ver < me.marks_ver || clearedSeq < me.cleared_seq;

export const lacksMarksIn = (cache: Cache, id: string): boolean => {
  const window = cache.window(id);
  const conversation = cache.conversation(id);
  return window !== undefined && conversation !== undefined && lacksMarks(window, conversation);
};
