import type { Range } from './find-words.ts';
import { marksIn, withoutStyles } from './styles.ts';

/** A text without the marks of its styles, with ranges of it. */
export const plainExcerpt = (
  text: string,
  ranges: readonly Range[],
): { text: string; ranges: Range[] } => {
  const marks = [...marksIn(text)].filter((mark) => mark >= 0);
  const placeOf = (at: number): number => at - marks.filter((mark) => mark < at).length;
  return {
    text: withoutStyles(text),
    ranges: ranges.map(({ start, end }) => ({ start: placeOf(start), end: placeOf(end) })),
  };
};
