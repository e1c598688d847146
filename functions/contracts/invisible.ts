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

/** These have ink, though Unicode counts them as format characters: signs before numbers, an end of a verse. */
const inked = String.raw`(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])`;
/** Signs without ink: of Braille, Khitan, hieroglyphs and music, and what stands for a lost object. */
const inkless = String.raw`\u2800\ufffc\u{13441}\u{13442}\u{16fe4}\u{1d159}`;
const blank = String.raw`${inked}[\p{Z}\p{Cc}\p{Cf}\p{DI}${inkless}]`;
const blankText = new RegExp(`^(?:${blank})*$`, 'u');
/** Without variation selectors and joiners, which belong to the character before them. */
const dotOrBlank = new RegExp(String.raw`^[.\s\p{Z}${inkless}]$`, 'u');

/** Is there a character that a reader sees? */
export const hasVisible = (text: string): boolean => !blankText.test(text);

/** Without dots, spaces and signs without ink at its end. In one pass: a pattern that ends in `+$` takes the square of it. */
export const withoutBlankEnd = (text: string): string => {
  const characters = [...text];
  const last = characters.findLastIndex((character) => !dotOrBlank.test(character));
  return characters.slice(0, last + 1).join('');
};
