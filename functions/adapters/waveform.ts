import { limits } from '#contracts/limits.ts';

/** The levels are digits of this base, so that a waveform takes one byte for each. */
const base = limits.voice.maxLevel + 1;

/** A waveform for a store: one character for each level. */
export const waveformText = (waveform: readonly number[]): string =>
  waveform.map((level) => level.toString(base)).join('');

/** The waveform that `waveformText` has written. */
export const waveformOf = (text: string): number[] =>
  [...text].map((digit) => Number.parseInt(digit, base));
