import { withoutInvisible } from './invisible.ts';

/** Everything that some system takes for the end of a line (Unicode UAX #14: BK, CR, LF, NL). */
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const controls = /[^\P{Cc}\n\t]/gu;
/** Printable ASCII and line feeds: nothing to do, and most of what is written. */
const plain = /^[\n\x20-\x7e]*$/;

/**
 * A text as it is stored: lines end with LF, and nothing is in it that no reader sees, such as controls of
 * direction and zero-widths, except where it joins or varies letters and emoji. Idempotent.
 */
export const normalizeText = (text: string): string =>
  plain.test(text) ? text : withoutInvisible(text.replace(lineEnds, '\n').replace(controls, ''));
