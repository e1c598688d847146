import { codePoints, utf8Bytes } from './text.ts';

export interface TextBound {
  /** In code points. */
  readonly maxLength: number;
  /** In UTF-8. */
  readonly maxBytes?: number;
}

const ELLIPSIS = '…';
/** A code point has one or two UTF-16 units. */
const MAX_UNITS = 2;

let segmenter: Intl.Segmenter | undefined;

/** What a reader sees as one character each: flags, families and marked letters are never split. */
function* graphemes(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter();
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** The start of `text` within the bounds, in whole pieces. */
const startOf = (pieces: Iterable<string>, maxLength: number, maxBytes: number): string => {
  let start = '';
  let length = 0;
  let bytes = 0;
  for (const piece of pieces) {
    length += codePoints(piece);
    bytes += utf8Bytes(piece);
    if (length > maxLength || bytes > maxBytes) break;
    start += piece;
  }
  return start;
};

/** The start of a text in whole graphemes; a first one that is too large itself is cut between code points. */
export const wholeStart = (
  text: string,
  maxLength: number,
  maxBytes = Number.POSITIVE_INFINITY,
): string => startOf(graphemes(text), maxLength, maxBytes) || startOf(text, maxLength, maxBytes);

/**
 * A text that fits its bounds as it is; of any other as many whole graphemes as fit with an ellipsis.
 * The cost follows from the bounds and not from the text.
 */
export const cutText = (text: string, bound: TextBound): string => {
  const { maxLength, maxBytes = Number.POSITIVE_INFINITY } = bound;
  const head = text.length > maxLength * MAX_UNITS ? text.slice(0, maxLength * MAX_UNITS) : text;
  if (head === text && codePoints(text) <= maxLength && utf8Bytes(text) <= maxBytes) return text;
  const room = [maxLength - codePoints(ELLIPSIS), maxBytes - utf8Bytes(ELLIPSIS)] as const;
  return `${wholeStart(head, ...room)}${ELLIPSIS}`;
};
