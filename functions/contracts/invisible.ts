/**
 * Characters that nobody sees: zero-widths, controls of direction, fillers, variation selectors, tags, line
 * separators. In texts they can hide or reorder what others read.
 */
const invisible = String.raw`[\p{DI}\u2028\u2029\ufff9-\ufffb]`;

/** Where they belong: in flags, between letters, between emoji, behind the character that they vary. */
const letter = String.raw`(?!\p{DI})[\p{L}\p{M}]`;
const meaningful = [
  String.raw`(?<=\u{1f3f4})[\u{e0030}-\u{e007a}]{1,6}\u{e007f}`,
  String.raw`(?<=${letter})[\u200c\u200d](?=${letter})`,
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?)\u200d(?=\p{Extended_Pictographic})`,
  String.raw`(?<=(?!\p{DI})[\p{L}\p{N}\p{S}\p{P}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u180b-\u180d\u180f]`,
  // A joiner that ends a word shapes the letter before it; the vowel separator of Mongolian.
  String.raw`(?<=[\p{sc=Arabic}\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca])\u200d`,
  String.raw`(?<=\p{sc=Mongolian})\u180e(?=\p{sc=Mongolian})`,
].join('|');

const found = new RegExp(`(${meaningful})|${invisible}`, 'gu');

/** Without invisible characters, except where they belong. */
export const withoutInvisible = (text: string): string =>
  text.replace(found, (_, kept: string | undefined) => kept ?? '');

/** Spaces, controls, what is invisible, and signs without ink: of Braille, Khitan and of music. */
const blank = /^[\p{Z}\p{Cc}\p{Cf}\p{DI}\u2800\u{16fe4}\u{1d159}]*$/u;

/** Is there a character that a reader sees? */
export const hasVisible = (text: string): boolean => !blank.test(text);
