import { limits } from '../limits.ts';
import { bmpSize } from './bmp-size.ts';
import { gifSize } from './gif-size.ts';
import { heifSize } from './heif-size.ts';
import { jpegSize } from './jpeg-size.ts';
import { pngSize } from './png-size.ts';
import type { Size, Source } from './source.ts';
import { openSource } from './source.ts';
import { webpSize } from './webp-size.ts';

const readers: Readonly<Record<string, (source: Source) => Size>> = {
  'image/png': pngSize,
  'image/apng': pngSize,
  'image/jpeg': jpegSize,
  'image/gif': gifSize,
  'image/webp': webpSize,
  'image/avif': heifSize,
  'image/heic': heifSize,
  'image/bmp': bmpSize,
};

/** No displayed format has a longer side; anything larger is an attack. */
const maxSide = 65_535;
const isSide = (pixels: number): boolean => pixels >= 1 && pixels <= maxSide;

/**
 * Width and height of a picture as displayed, read from its header and frame headers without decoding. Null
 * if they are missing or take more reads than the source allows.
 */
export const readImageSize = (source: Source, mime: string): Size | null => {
  try {
    const size = readers[mime]?.(source);
    return size && isSide(size.width) && isSide(size.height) ? size : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

export const maxReadsOf = (mime: string): number =>
  mime === 'image/gif' ? limits.picture.gifReads : limits.picture.headerReads;

export const imageSizeOf = (bytes: Uint8Array, mime: string): Size | null =>
  readImageSize(openSource(bytes, maxReadsOf(mime)), mime);
