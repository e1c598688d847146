import { scriptNames } from './script-names.ts';

const patterns = new Map<string, RegExp | null>();

/** Text of these scripts; null where this engine's Unicode does not know one of them. */
const patternOf = (scripts: string): RegExp | null => {
  const known = patterns.get(scripts);
  if (known !== undefined) return known;
  const classes = [...scripts.split(' '), 'Common', 'Inherited'].map((one) => `\\p{scx=${one}}`);
  let pattern: RegExp | null = null;
  try {
    pattern = new RegExp(`^[${classes.join('')}]*$`, 'u');
  } catch {
    // A script of a later Unicode: no letter of it is known here either.
  }
  patterns.set(scripts, pattern);
  return pattern;
};

/** The mixes in which Japanese, Chinese and Korean are written. */
const mixes = ['Latin Han Hiragana Katakana', 'Latin Han Bopomofo', 'Latin Han Hangul'] as const;

/** "Highly restrictive" of UTS #39: one script, or one of the mixes that people write. */
export const isHighlyRestrictive = (word: string): boolean => {
  const isOf = (scripts: string): boolean => patternOf(scripts)?.test(word) === true;
  return mixes.some(isOf) || scriptNames.split(' ').some(isOf);
};

/** The zero of the system of numerals that a digit belongs to: digits of a system are ten in a row. */
const zeroOf = (digit: string): number => {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return zero;
};

/** Digits of several systems look like each other. */
export const hasMixedDigits = (text: string): boolean => {
  const digits = text.match(/\p{Nd}/gu) ?? [];
  return new Set(digits.map(zeroOf)).size > 1;
};
