import { markLimits } from '#contracts/http/marks/mark-limits.ts';
import type { MemberSettings } from '../member-settings.ts';

export interface Star {
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A member's marks on messages of a conversation. Only that member sees them. */
export interface Marks {
  /** `ver` of the member's settings at the latest change of these marks; 0 before the first. */
  readonly ver: number;
  /** Messages that the member has deleted for themselves, ascending. */
  readonly hidden: readonly number[];
  /** In the order in which they were starred. */
  readonly starred: readonly Star[];
}

export const noMarks: Marks = { ver: 0, hidden: [], starred: [] };

/** The settings of a member and the marks that are written with them. */
export interface Marked {
  readonly settings: MemberSettings;
  readonly marks: Marks;
}

/** What a request changes, in sequence numbers. */
export interface MarksChange {
  /** Clear everything up to here; never goes back. */
  readonly clearedSeq?: number;
  readonly hide?: readonly number[];
  readonly star?: readonly number[];
  readonly unstar?: readonly number[];
}

const ascending = (seqs: Iterable<number>): number[] =>
  [...new Set(seqs)].sort((one, other) => one - other);

const hiddenAfter = (
  marks: Marks,
  { hide = [] }: MarksChange,
  clearedSeq: number,
): readonly number[] => {
  const hidden = ascending([...marks.hidden, ...hide]).filter((seq) => seq > clearedSeq);
  const isSame =
    hidden.length === marks.hidden.length && hidden.every((seq, at) => seq === marks.hidden[at]);
  return isSame ? marks.hidden : hidden;
};

/** What is cleared or hidden has no star. */
const starredAfter = (
  marks: Marks,
  { star = [], unstar = [] }: MarksChange,
  isGone: (seq: number) => boolean,
  now: number,
): readonly Star[] => {
  const known = new Set(marks.starred.map(({ seq }) => seq));
  const added = [...new Set(star)]
    .filter((seq) => !known.has(seq))
    .map((seq) => ({ seq, at: now }));
  const starred = [...marks.starred, ...added].filter(
    ({ seq }) => !unstar.includes(seq) && !isGone(seq),
  );
  const isSame =
    starred.length === marks.starred.length && starred.every(({ seq }) => known.has(seq));
  return isSame ? marks.starred : starred;
};

/** The next state; null if nothing changes. Clearing also ends a mark as unread. */
export const nextMarks = (
  { settings, marks }: Marked,
  change: MarksChange,
  now: number,
): Marked | 'too_many_hidden' | 'too_many_starred' | null => {
  const clearedSeq = Math.max(settings.clearedSeq, change.clearedSeq ?? 0);
  const hidden = hiddenAfter(marks, change, clearedSeq);
  const gone = new Set(hidden);
  const isGone = (seq: number): boolean => seq <= clearedSeq || gone.has(seq);
  const starred = starredAfter(marks, change, isGone, now);
  const areMarksSame = hidden === marks.hidden && starred === marks.starred;
  if (areMarksSame && clearedSeq === settings.clearedSeq) return null;
  if (hidden.length > Math.max(markLimits.hidden, marks.hidden.length)) return 'too_many_hidden';
  if (starred.length > Math.max(markLimits.starred, marks.starred.length)) {
    return 'too_many_starred';
  }
  const ver = settings.ver + 1;
  return {
    settings: {
      ...settings,
      ver,
      clearedSeq,
      lastHiddenSeq: hidden.at(-1) ?? 0,
      marksVer: areMarksSame ? settings.marksVer : ver,
      ...(clearedSeq > settings.clearedSeq && { markedUnreadSeq: null }),
    },
    marks: areMarksSame ? marks : { ver, hidden, starred },
  };
};
