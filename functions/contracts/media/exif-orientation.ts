import type { Source } from './source.ts';

const ORIENTATION = 0x0112;
const ENTRY_BYTES = 12;

/** Exif orientations 5 to 8 swap width and height. */
export const isTurned = (orientation: number): boolean => orientation >= 5 && orientation <= 8;

/** The orientation (1 to 8) in Exif data that starts with its TIFF header and ends at `end`; 1 if missing. */
export const orientationAt = (source: Source, tiff: number, end: number): number => {
  const order = source.ascii(tiff, 2);
  if (order !== 'II' && order !== 'MM') return 1;
  const isLittle = order === 'II';
  const directory = tiff + source.u32(tiff + 4, isLittle);
  if (directory + 2 > end) return 1;
  const last = Math.min(end, directory + 2 + source.u16(directory, isLittle) * ENTRY_BYTES);
  for (let entry = directory + 2; entry + ENTRY_BYTES <= last; entry += ENTRY_BYTES) {
    if (source.u16(entry, isLittle) === ORIENTATION) return source.u16(entry + 8, isLittle);
  }
  return 1;
};
