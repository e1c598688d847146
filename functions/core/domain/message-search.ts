import type { searchedKinds } from '#contracts/closed-lists.ts';
import { limits } from '#contracts/limits.ts';
import { foldWithRanges, type Range, rangesOf } from '#contracts/texts/find-words.ts';
import { foldText } from '#contracts/texts/fold-text.ts';
import type { MessageAttachment } from './message.ts';

/** The parts of a message that are searched. */
export interface Searched {
  readonly content: string | null;
  readonly files: readonly Pick<MessageAttachment, 'filename' | 'mime' | 'recording'>[];
}
export type Matches = (searched: Searched) => boolean;

/** Is every word somewhere in the text or in a file name? */
export const matcherOf =
  (words: readonly string[]): Matches =>
  ({ content, files }) => {
    const parts = [content ?? '', ...files.map(({ filename }) => filename)].map(foldText);
    return words.every((word) => parts.some((part) => part.includes(word)));
  };

/** What a message may have besides its words. */
export type Having = (typeof searchedKinds)[number];

/** A quick test, which may find too much: clients find the links themselves. */
const mayBeLink = /:\/\/|[\p{L}\p{N}]\.\p{L}{2}/u;

const kindOf = ({ mime, recording }: Searched['files'][number]): Having => {
  if (recording) return 'voice';
  return /^(image|video)\//.test(mime) ? 'media' : 'files';
};

/** Does the message have a link, or a file of this kind? */
export const matcherOfKind =
  (kind: Having): Matches =>
  ({ content, files }) =>
    kind === 'links' ? mayBeLink.test(content ?? '') : files.some((file) => kindOf(file) === kind);

/** Where the first of the words starts; 0 without one. */
const firstMatch = (text: string, words: readonly string[]): number => {
  const { folded, at } = foldWithRanges(text);
  const places = words.map((word) => folded.indexOf(word)).filter((place) => place !== -1);
  return at[Math.min(...places)]?.start ?? 0;
};

const segmenter = new Intl.Segmenter();

/** The start of the grapheme at this position, so that no emoji or letter is cut. */
const wholeAt = (text: string, place: number): number =>
  place >= text.length ? text.length : (segmenter.segment(text).containing(place)?.index ?? place);

export interface Excerpt {
  readonly text: string;
  /** Ranges of the words in `text`. */
  readonly marks: readonly Range[];
}

const ELLIPSIS = '…';

/** A part of the text on one line, with the first match near its start. */
export const excerptOf = (content: string, words: readonly string[]): Excerpt => {
  const line = content.replace(/\s+/g, ' ').trim();
  const { before, units } = limits.messageSearch.excerpt;
  const first = line.length <= units ? 0 : firstMatch(line, words);
  const wanted = Math.max(0, Math.min(first - before, line.length - units));
  // Starts at a word's beginning, if there is one shortly before the match.
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
