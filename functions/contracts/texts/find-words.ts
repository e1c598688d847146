import { foldText } from './fold-text.ts';

/** The folded words of a query. */
export const wordsOf = (query: string): string[] => [
  ...new Set(foldText(query).split(/\s+/).filter(Boolean)),
];

/** Is one of the words in the text? */
export const hasWord = (text: string, words: readonly string[]): boolean => {
  const folded = foldText(text);
  return words.some((word) => folded.includes(word));
};

/** A range of a text in UTF-16 units; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A letter with its marks: the unit that is folded. */
const cluster = /\P{M}\p{M}*|\p{M}+/gsu;

/** Folds a text letter by letter: `at[n]` is the range of the letter that folded unit n comes from. */
export const foldWithRanges = (text: string): { folded: string; at: Range[] } => {
  let folded = '';
  const at: Range[] = [];
  for (const { 0: letter, index } of text.matchAll(cluster)) {
    const piece = foldText(letter);
    folded += piece;
    for (let unit = 0; unit < piece.length; unit++) {
      at.push({ start: index, end: index + letter.length });
    }
  }
  return { folded, at };
};

/** Sorted, and joined where they touch or overlap. */
const joined = (ranges: readonly Range[]): Range[] => {
  const result: Range[] = [];
  for (const range of ranges.toSorted((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (last && range.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    } else result.push(range);
  }
  return result;
};

/** Ranges of the words in a text. The text should be short, since each letter is folded separately. */
export const rangesOf = (text: string, words: readonly string[]): Range[] => {
  const { folded, at } = foldWithRanges(text);
  const found: Range[] = [];
  for (const word of words) {
    for (
      let from = folded.indexOf(word);
      from !== -1;
      from = folded.indexOf(word, from + word.length)
    ) {
      const [first, last] = [at[from], at[from + word.length - 1]];
      if (first && last) found.push({ start: first.start, end: last.end });
    }
  }
  return joined(found);
};
