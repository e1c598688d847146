import { limits } from '#contracts/limits.ts';
import { foldText } from '#contracts/texts/fold-text.ts';

/** The folded words of a query. */
export const wordsOf = (query: string): string[] => [
  ...new Set(foldText(query).split(/\s+/).filter(Boolean)),
];

/** What of a message is searched. */
export interface Searched {
  readonly content: string | null;
  readonly filenames: readonly string[];
}
export type Matches = (searched: Searched) => boolean;

/** Is every word somewhere in the text or in a file name? */
export const matcherOf =
  (words: readonly string[]): Matches =>
  ({ content, filenames }) => {
    const parts = [content ?? '', ...filenames].map(foldText);
    return words.every((word) => parts.some((part) => part.includes(word)));
  };

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
const foldWithRanges = (text: string): { folded: string; at: Range[] } => {
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

/** Where the words are in a text: for a short one, since each letter is folded alone. */
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

/** Where the first of the words starts; 0 without one. */
const firstMatch = (text: string, words: readonly string[]): number => {
  const { folded, at } = foldWithRanges(text);
  const places = words.map((word) => folded.indexOf(word)).filter((place) => place !== -1);
  return at[Math.min(...places)]?.start ?? 0;
};

const segmenter = new Intl.Segmenter();

/** The start of the grapheme at this place, so that no emoji or letter is cut. */
const wholeAt = (text: string, place: number): number =>
  place >= text.length ? text.length : (segmenter.segment(text).containing(place)?.index ?? place);

export interface Excerpt {
  readonly text: string;
  /** Where the words are in it. */
  readonly marks: readonly Range[];
}

const ELLIPSIS = '…';

/** A part of the text on one line, with the first match near its start. */
export const excerptOf = (content: string, words: readonly string[]): Excerpt => {
  const line = content.replace(/\s+/g, ' ').trim();
  const { before, units } = limits.messageSearch.excerpt;
  const first = line.length <= units ? 0 : firstMatch(line, words);
  const wanted = Math.max(0, Math.min(first - before, line.length - units));
  // From the start of a word, if there is one close before the match.
  const space = wanted === 0 ? -1 : line.indexOf(' ', wanted);
  const start = space !== -1 && space < first ? space + 1 : wholeAt(line, wanted);
  const end = wholeAt(line, Math.min(start + units, line.length));
  const lead = start > 0 ? ELLIPSIS : '';
  const shown = line.slice(start, end);
  return {
    text: `${lead}${shown}${end < line.length ? ELLIPSIS : ''}`,
    marks: rangesOf(shown, words).map((range) => ({
      start: range.start + lead.length,
      end: range.end + lead.length,
    })),
  };
};
