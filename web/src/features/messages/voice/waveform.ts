import { limits } from '#contracts/limits.ts';

const { values, maxLevel } = limits.voice;

/**
 * The waveform of a recording from its peaks (0 to 1, at equal intervals): the loudest of each part, relative
 * to the loudest of all. Silence stays flat.
 */
export const waveformFrom = (peaks: readonly number[]): number[] => {
  const loudest = peaks.reduce((most, peak) => Math.max(most, peak), 0.05);
  return Array.from({ length: values }, (_, part) => {
    const start = Math.floor((part * peaks.length) / values);
    const end = Math.max(start + 1, Math.floor(((part + 1) * peaks.length) / values));
    const peak = peaks.slice(start, end).reduce((most, one) => Math.max(most, one), 0);
    return Math.round((peak / loudest) * maxLevel);
  });
};
