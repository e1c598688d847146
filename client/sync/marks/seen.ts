import type { Marks } from '#contracts/http/marks/marks.ts';
import type { Message } from '#contracts/http/messages.ts';

/** The user's own marks on a conversation, as far as a window knows them. */
export interface WindowMarks extends Readonly<Marks> {
  /** Everything up to here is cleared. */
  readonly clearedSeq: number;
}

export const noMarks: WindowMarks = { ver: 0, hidden: [], starred: [], clearedSeq: 0 };

/** Absent: none. */
export interface Marked {
  readonly marks?: WindowMarks;
}

/** Does the user still see it? */
export const isSeen = (
  { marks = noMarks }: Marked,
  { seq, hidden }: Pick<Message, 'seq' | 'hidden'>,
): boolean => hidden !== true && seq > marks.clearedSeq && !marks.hidden.includes(seq);

export const isStarredIn = ({ marks = noMarks }: Marked, seq: number): boolean =>
  marks.starred.includes(seq);
