import type { Bytes, Cleaned } from './bytes.ts';
import { bytesOf, textAt, viewOf } from './bytes.ts';
import { exifOf, orientationIn } from './exif-orientation.ts';

const HEADER_BYTES = 12;
const EXIF_FLAG = 0x08;
const XMP_FLAG = 0x04;
const kept = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);

interface Chunk {
  readonly type: string;
  /** With type, length and padding. */
  readonly whole: Bytes;
  readonly data: Bytes;
}

const chunksOf = (bytes: Bytes): Chunk[] | null => {
  const view = viewOf(bytes);
  const end = Math.min(bytes.length, view.getUint32(4, true) + 8);
  const chunks: Chunk[] = [];
  let at = HEADER_BYTES;
  while (at + 8 <= end) {
    const length = view.getUint32(at + 4, true);
    const next = at + 8 + length + (length % 2);
    if (at + 8 + length > bytes.length) return null;
    chunks.push({
      type: textAt(bytes, at, 4),
      whole: bytes.slice(at, next),
      data: bytes.subarray(at + 8, at + 8 + length),
    });
    at = next;
  }
  return chunks;
};

/** Some programs put a JPEG's six-byte Exif signature before the data. */
const orientationOf = (exif: Bytes): number =>
  orientationIn(textAt(exif, 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif);

const exifChunk = (orientation: number): Bytes => {
  const tiff = exifOf(orientation);
  const bytes = new Uint8Array(8 + tiff.length);
  bytes.set(bytesOf('EXIF'));
  viewOf(bytes).setUint32(4, tiff.length, true);
  bytes.set(tiff, 8);
  return bytes;
};

/** Removes Exif, XMP and unknown chunks from a WebP; animation stays. */
export const cleanWebp = (bytes: Bytes): Cleaned => {
  const chunks = chunksOf(bytes);
  if (!chunks) return null;
  const exif = chunks.find(({ type }) => type === 'EXIF');
  const orientation = exif ? orientationOf(exif.data) : 1;
  const isTurned = orientation !== 1;
  const parts = chunks
    .filter(({ type }) => kept.has(type))
    .map(({ type, whole }) => {
      if (type !== 'VP8X') return whole;
      const flags = (whole[8] ?? 0) & ~(EXIF_FLAG | XMP_FLAG);
      whole[8] = isTurned ? flags | EXIF_FLAG : flags;
      return whole;
    });
  if (isTurned) parts.push(exifChunk(orientation));
  const header = bytes.slice(0, HEADER_BYTES);
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  viewOf(header).setUint32(4, length, true);
  return [header, ...parts];
};
