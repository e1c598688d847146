import type { Size, Source } from './source.ts';
import { cover, noSize } from './source.ts';

const HEADER_BYTES = 12;
const SIDE_BITS = 0x3fff;

const canvas = (source: Source, data: number): Size => ({
  width: 1 + source.u24(data + 4),
  height: 1 + source.u24(data + 7),
});
const frame = (source: Source, data: number): Size => ({
  width: 2 * source.u24(data) + 1 + source.u24(data + 6),
  height: 2 * source.u24(data + 3) + 1 + source.u24(data + 9),
});
const lossy = (source: Source, data: number): Size => ({
  width: source.u16(data + 6, true) & SIDE_BITS,
  height: source.u16(data + 8, true) & SIDE_BITS,
});
const lossless = (source: Source, data: number): Size => {
  const bits = source.u32(data + 1, true);
  return { width: 1 + (bits & SIDE_BITS), height: 1 + ((bits >>> 14) & SIDE_BITS) };
};

const readers: Readonly<Record<string, (source: Source, data: number) => Size>> = {
  VP8X: canvas,
  ANMF: frame,
  'VP8 ': lossy,
  VP8L: lossless,
};

/** Covers canvas, image and frames, each of which has its own size. */
export const webpSize = (source: Source): Size => {
  let size = noSize;
  let at = HEADER_BYTES;
  while (at + 8 <= source.length) {
    const length = source.u32(at + 4, true);
    const read = readers[source.ascii(at, 4)];
    if (read) size = cover(size, read(source, at + 8));
    at += 8 + length + (length % 2);
  }
  return size;
};
