import { codePoints, utf8Bytes } from '#contracts/text.ts';

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

/** Splits by graphemes, so that flags, emoji families and letters with marks stay whole. */
function* graphemes(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter();
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** The longest prefix of whole pieces within both bounds. */
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

/**
 * The longest prefix of whole graphemes within the bounds. If the first grapheme alone is too large, it is
 * cut between code points.
 */
export const wholeStart = (
  text: string,
  maxLength: number,
  maxBytes = Number.POSITIVE_INFINITY,
): string => startOf(graphemes(text), maxLength, maxBytes) || startOf(text, maxLength, maxBytes);

/**
 * Returns a text that fits unchanged; otherwise as many whole graphemes as fit, with an ellipsis. The cost
 * depends on the bounds, not on the length of the text.
 */
export const cutText = (text: string, bound: TextBound): string => {
  const { maxLength, maxBytes = Number.POSITIVE_INFINITY } = bound;
  const head = text.length > maxLength * MAX_UNITS ? text.slice(0, maxLength * MAX_UNITS) : text;
  if (head === text && codePoints(text) <= maxLength && utf8Bytes(text) <= maxBytes) return text;
  const room = [maxLength - codePoints(ELLIPSIS), maxBytes - utf8Bytes(ELLIPSIS)] as const;
  return `${wholeStart(head, ...room)}${ELLIPSIS}`;
};
