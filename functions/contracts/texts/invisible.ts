/**
 * Invisible characters: zero-width characters, direction controls, fillers, variation selectors, tags, line
 * separators. They can hide or reorder text.
 */
const invisible = String.raw`[\p{DI}\u2028\u2029\ufff9-\ufffb]`;

/** Legitimate uses: in flags, between letters, between emoji, after the character that they vary. */
const letter = String.raw`(?!\p{DI})[\p{L}\p{M}]`;
const meaningful = [
  String.raw`(?<=\u{1f3f4})[\u{e0030}-\u{e007a}]{1,6}\u{e007f}`,
  String.raw`(?<=${letter})[\u200c\u200d](?=${letter})`,
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?)\u200d(?=\p{Extended_Pictographic})`,
  String.raw`(?<=(?!\p{DI})[\p{L}\p{N}\p{S}\p{P}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u180b-\u180d\u180f]`,
  // A joiner at the end of a word shapes the letter before it; U+180E is the Mongolian vowel separator.
  String.raw`(?<=[\p{sc=Arabic}\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca])\u200d`,
  String.raw`(?<=\p{sc=Mongolian})\u180e(?=\p{sc=Mongolian})`,
].join('|');

const found = new RegExp(`(${meaningful})|${invisible}`, 'gu');

/** Removes invisible characters, except legitimate uses. */
export const withoutInvisible = (text: string): string =>
  text.replace(found, (_, kept: string | undefined) => kept ?? '');

/** Visible characters that Unicode classes as format characters: number signs, end-of-verse marks. */
const inked = String.raw`(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])`;
/** Blank symbols: Braille, Khitan, hieroglyphs, music, and the object replacement character. */
const inkless = String.raw`\u2800\ufffc\u{13441}\u{13442}\u{16fe4}\u{1d159}`;
const blank = String.raw`${inked}[\p{Z}\p{Cc}\p{Cf}\p{DI}${inkless}]`;
const blankText = new RegExp(`^(?:${blank})*$`, 'u');
/** Excludes variation selectors and joiners, which belong to the preceding character. */
const dotOrBlank = new RegExp(String.raw`^[.\s\p{Z}${inkless}]$`, 'u');

/** Does the text have a visible character? */
export const hasVisible = (text: string): boolean => !blankText.test(text);

/**
 * Removes trailing dots, spaces and blank symbols. One pass, since a regular expression ending in `+$`
 * takes quadratic time.
 */
export const withoutBlankEnd = (text: string): string => {
  const characters = [...text];
  const last = characters.findLastIndex((character) => !dotOrBlank.test(character));
  return characters.slice(0, last + 1).join('');
};
