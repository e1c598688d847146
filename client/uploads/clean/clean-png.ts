import type { Bytes, Cleaned } from './bytes.ts';
import { bytesOf, textAt, viewOf } from './bytes.ts';
import { exifOf, orientationIn } from './exif-orientation.ts';

const SIGNATURE_BYTES = 8;
/** Length, type and checksum. */
const AROUND_BYTES = 12;

/** Optional chunks that change the appearance or the animation; all others are removed. */
const kept = new Set(
  'tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV mDCv cLLI cLLi bKGD pHYs sPLT hIST acTL fcTL fdAT'.split(
    ' ',
  ),
);
/** A capital first letter marks a chunk that is required to show the picture. */
const isKept = (type: string): boolean => /^[A-Z]/.test(type) || kept.has(type);

const crc32 = (bytes: Bytes): number => {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return ~crc >>> 0;
};

const chunk = (type: string, data: Bytes): Bytes => {
  const bytes = new Uint8Array(AROUND_BYTES + data.length);
  const view = viewOf(bytes);
  view.setUint32(0, data.length);
  bytes.set(bytesOf(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
};

/** Removes texts, times, Exif and private chunks from a PNG; animation stays. */
export const cleanPng = (bytes: Bytes): Cleaned => {
  const view = viewOf(bytes);
  const parts: Bytes[] = [bytes.subarray(0, SIGNATURE_BYTES)];
  let at = SIGNATURE_BYTES;
  while (at + AROUND_BYTES <= bytes.length) {
    const end = at + AROUND_BYTES + view.getUint32(at);
    if (end > bytes.length) return null;
    const type = textAt(bytes, at + 4, 4);
    if (isKept(type)) parts.push(bytes.subarray(at, end));
    if (type === 'eXIf') {
      const orientation = orientationIn(bytes.subarray(at + 8, end - 4));
      if (orientation !== 1) parts.push(chunk('eXIf', exifOf(orientation)));
    }
    if (type === 'IEND') return parts;
    at = end;
  }
  return null;
};
