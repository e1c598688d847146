import { limits } from '#contracts/limits.ts';

/** How a voice message sounds: made by the sender's client, and only for display. */
export interface Recording {
  readonly durationMs: number;
  /** `limits.voice.values` levels from 0 to `limits.voice.maxLevel`. */
  readonly waveform: readonly number[];
}

/** The levels are digits of this base, so that a waveform takes one byte for each. */
const base = limits.voice.maxLevel + 1;

/** A waveform for a store: one character for each level. */
export const waveformText = (waveform: readonly number[]): string =>
  waveform.map((level) => level.toString(base)).join('');

/** The waveform that `waveformText` has written. */
export const waveformOf = (text: string): number[] =>
  [...text].map((digit) => Number.parseInt(digit, base));
