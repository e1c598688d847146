import { withoutInvisible } from './invisible.ts';

/** All line endings (Unicode UAX #14: BK, CR, LF, NL). */
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const controls = /[^\P{Cc}\n\t]/gu;
/** Fast path: printable ASCII and line feeds need no change. */
const plain = /^[\n\x20-\x7e]*$/;

/**
 * Normalises a text for storage: LF line endings, no controls, no invisible characters such as direction
 * controls and zero-widths, except where they join or vary letters and emoji. Idempotent.
 */
export const normalizeText = (text: string): string =>
  plain.test(text) ? text : withoutInvisible(text.replace(lineEnds, '\n').replace(controls, ''));
