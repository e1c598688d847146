import { limits } from '../limits.ts';
import { imageSizeOf } from './image-size.ts';
import { isImageOf } from './image-types.ts';
import type { PhotoType } from './photo-path.ts';
import { photoTypes } from './photo-path.ts';
import type { Source } from './source.ts';
import { openSource } from './source.ts';

const { maxBytes, maxSide } = limits.photo;
/** More than there are bytes to read. */
const maxReads = maxBytes * 2;

/**
 * What stands in a file besides the picture: `moving` for an animation, `extra` for metadata, unknown parts
 * and bytes after the end; null if there is nothing else.
 */
type Extra = 'moving' | 'extra' | null;

const pngChunks = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD pHYs cICP'.split(' '),
);

const inPng = (source: Source): Extra => {
  let at = 8;
  while (at < source.length) {
    const type = source.ascii(at + 4, 4);
    if (['acTL', 'fcTL', 'fdAT'].includes(type)) return 'moving';
    if (!pngChunks.has(type)) return 'extra';
    at += 12 + source.u32(at);
    if (type === 'IEND') return at === source.length ? null : 'extra';
  }
  return 'extra';
};

const webpChunks = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP']);

const inWebp = (source: Source): Extra => {
  if (source.u32(4, true) + 8 !== source.length) return 'extra';
  let at = 12;
  while (at < source.length) {
    const type = source.ascii(at, 4);
    if (type === 'ANIM' || type === 'ANMF') return 'moving';
    if (!webpChunks.has(type)) return 'extra';
    const length = source.u32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  return at === source.length ? null : 'extra';
};

const [startOfImage, endOfImage, startOfScan] = [0xd8, 0xd9, 0xda];
/** APP0 (JFIF), APP2 with a colour profile, APP14 (Adobe): what a decoder needs. */
const isNeeded = (source: Source, marker: number, at: number): boolean => {
  const isTable = (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xda && marker <= 0xdf);
  return (
    isTable ||
    (marker === 0xe0 && /^JFI?F\0|^JFXX/.test(source.ascii(at, 5))) ||
    (marker === 0xe2 && source.ascii(at, 11) === 'ICC_PROFILE') ||
    (marker === 0xee && source.ascii(at, 5) === 'Adobe')
  );
};

/** The end of the compressed data of a scan: the next marker but a restart or an escaped 0xFF. */
const endOfScan = (source: Source, from: number): number => {
  let at = from;
  for (;;) {
    if (source.u8(at) === 0xff) {
      const next = source.u8(at + 1);
      if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    }
    at += 1;
  }
};

const inJpeg = (source: Source): Extra => {
  if (source.u8(1) !== startOfImage) return 'extra';
  let at = 2;
  for (;;) {
    if (source.u8(at) !== 0xff) return 'extra';
    const marker = source.u8(at + 1);
    if (marker === endOfImage) return at + 2 === source.length ? null : 'extra';
    if (!isNeeded(source, marker, at + 4)) return 'extra';
    at += 2 + source.u16(at + 2);
    if (marker === startOfScan) at = endOfScan(source, at);
  }
};

const readers = { 'image/jpeg': inJpeg, 'image/png': inPng, 'image/webp': inWebp } as const;

const extraOf = (bytes: Uint8Array, type: PhotoType): Extra => {
  try {
    return readers[type](openSource(bytes, maxReads));
  } catch (error) {
    // A part ends after the file.
    if (error instanceof RangeError) return 'extra';
    throw error;
  }
};

/** The type of a photo, or the rule that its bytes break. Decodes nothing. */
export const checkPhoto = (
  bytes: Uint8Array,
): { readonly mime: PhotoType } | { readonly broken: string } => {
  if (bytes.length > maxBytes) return { broken: `must be at most ${maxBytes / 1024} KB` };
  const mime = photoTypes.find((type) => isImageOf(bytes, type));
  if (!mime) return { broken: 'must be a JPEG, PNG or WebP' };
  const extra = extraOf(bytes, mime);
  if (extra === 'moving') return { broken: 'must not be animated' };
  const size = imageSizeOf(bytes, mime);
  if (!size) return { broken: 'must be a picture that can be read' };
  if (extra === 'extra') return { broken: 'must not have metadata, or bytes beside the picture' };
  return size.width === size.height && size.width <= maxSide
    ? { mime }
    : { broken: `must be a square of at most ${maxSide} pixels a side` };
};
