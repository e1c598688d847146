import type { Bytes, Cleaned } from './bytes.ts';
import { bytesOf, textAt, viewOf } from './bytes.ts';
import { exifOf, orientationIn } from './exif-orientation.ts';

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP15 = 0xef;
const COMMENT = 0xfe;
const SCAN = 0xda;
const END = 0xd9;

/** Application data that colours depend on, by marker. All other is removed, thumbnails too. */
const keptApplications: Readonly<Record<number, string>> = {
  [APP0]: 'JFIF\0',
  226: 'ICC_PROFILE\0',
  238: 'Adobe',
};

const isKept = (marker: number, payload: Bytes): boolean => {
  if (marker === COMMENT) return false;
  if (marker < APP0 || marker > APP15) return true;
  const signature = keptApplications[marker];
  return signature !== undefined && textAt(payload, 0, signature.length) === signature;
};

/** Markers without a payload: restarts and fill. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

interface Segment {
  readonly marker: number;
  /** With its marker, and for a scan with its data. */
  readonly whole: Bytes;
  readonly payload: Bytes;
}

/** The end of a scan's data: the next marker that is neither a stuffed byte nor a restart. */
const endOfScan = (bytes: Bytes, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !isBare(next)) return at;
  }
  return bytes.length;
};

/** The segment at an offset; null if there is none. */
const segmentAt = (bytes: Bytes, at: number): Segment | null => {
  const marker = bytes[at + 1];
  if (bytes[at] !== 0xff || marker === undefined) return null;
  if (marker === END || isBare(marker)) {
    return { marker, whole: bytes.subarray(at, at + 2), payload: new Uint8Array() };
  }
  if (at + 4 > bytes.length) return null;
  const end = at + 2 + viewOf(bytes).getUint16(at + 2);
  if (end < at + 4 || end > bytes.length) return null;
  const next = marker === SCAN ? endOfScan(bytes, end) : end;
  return { marker, whole: bytes.subarray(at, next), payload: bytes.subarray(at + 4, end) };
};

/** All segments up to the end of the picture, or of a truncated file. */
const segmentsOf = (bytes: Bytes): Segment[] | null => {
  const segments: Segment[] = [];
  let at = 2;
  while (at < bytes.length) {
    // Fill bytes may stand before any marker.
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    const segment = segmentAt(bytes, at);
    if (!segment) return null;
    segments.push(segment);
    if (segment.marker === END) break;
    at += segment.whole.length;
  }
  return segments;
};

const exifIn = ({ marker, payload }: Segment): Bytes | null =>
  marker === APP1 && textAt(payload, 0, 6) === 'Exif\0\0' ? payload.subarray(6) : null;

const orientationExif = (orientation: number): Bytes[] => {
  if (orientation === 1) return [];
  const tiff = exifOf(orientation);
  const header = new Uint8Array([0xff, APP1, 0, 2 + 6 + tiff.length]);
  return [header, bytesOf('Exif\0\0'), tiff];
};

/**
 * Removes Exif, XMP, IPTC, comments and data after the picture (a second picture, a video) from a
 * JPEG. Pixels, colour profile and orientation stay.
 */
export const cleanJpeg = (bytes: Bytes): Cleaned => {
  const segments = segmentsOf(bytes);
  if (!segments) return null;
  const exif = segments.map(exifIn).find((data) => data !== null);
  return [
    bytes.subarray(0, 2),
    ...orientationExif(exif ? orientationIn(exif) : 1),
    ...segments.filter(({ marker, payload }) => isKept(marker, payload)).map(({ whole }) => whole),
  ];
};
