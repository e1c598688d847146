import { scriptNames } from './script-names.ts';

const patterns = new Map<string, RegExp | null>();

/** Matches text of these scripts; null if this engine's Unicode version lacks one of them. */
const patternOf = (scripts: string): RegExp | null => {
  const known = patterns.get(scripts);
  if (known !== undefined) return known;
  const classes = [...scripts.split(' '), 'Common', 'Inherited'].map((one) => `\\p{scx=${one}}`);
  let pattern: RegExp | null = null;
  try {
    pattern = new RegExp(`^[${classes.join('')}]*$`, 'u');
  } catch {
    // The script is newer than this engine's Unicode: none of its letters can match.
  }
  patterns.set(scripts, pattern);
  return pattern;
};

/** The script mixes of Japanese, Chinese and Korean. */
const mixes = ['Latin Han Hiragana Katakana', 'Latin Han Bopomofo', 'Latin Han Hangul'] as const;

/** "Highly Restrictive" of UTS #39: a single script or one of the mixes. */
export const isHighlyRestrictive = (word: string): boolean => {
  const isOf = (scripts: string): boolean => patternOf(scripts)?.test(word) === true;
  return mixes.some(isOf) || scriptNames.split(' ').some(isOf);
};

/** The zero of the digit's numeral system. Its ten digits are consecutive code points. */
const zeroOf = (digit: string): number => {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return zero;
};

/** Are there digits of several numeral systems? They can look alike. */
export const hasMixedDigits = (text: string): boolean => {
  const digits = text.match(/\p{Nd}/gu) ?? [];
  return new Set(digits.map(zeroOf)).size > 1;
};
