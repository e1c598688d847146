import type { Bytes } from './bytes.ts';
import { textAt, viewOf } from './bytes.ts';

const ORIENTATION = 0x0112;
const ENTRY_BYTES = 12;

/** The orientation (1 to 8) from Exif data that begins with its TIFF header; 1 if absent. */
export const orientationIn = (tiff: Bytes): number => {
  const order = textAt(tiff, 0, 2);
  if (tiff.length < 14 || (order !== 'II' && order !== 'MM')) return 1;
  const isLittle = order === 'II';
  const view = viewOf(tiff);
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return 1;
  const count = view.getUint16(directory, isLittle);
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * ENTRY_BYTES;
    if (entry + ENTRY_BYTES > tiff.length) return 1;
    if (view.getUint16(entry, isLittle) !== ORIENTATION) continue;
    const value = view.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
};

/** Exif data with nothing but the orientation. */
export const exifOf = (orientation: number): Bytes =>
  // biome-ignore format: header; one entry: tag, type SHORT, one value; no further directory
  new Uint8Array([
    0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8,
    0, 1,
    0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
    0, 0, 0, 0,
  ]);
