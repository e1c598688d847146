import type { Bytes, Cleaned } from './bytes.ts';
import { textAt } from './bytes.ts';
import { cleanGif } from './clean-gif.ts';
import { cleanHeif } from './clean-heif.ts';
import { cleanJpeg } from './clean-jpeg.ts';
import { cleanPng } from './clean-png.ts';
import { cleanWebp } from './clean-webp.ts';

interface Format {
  readonly mime: string;
  /** Matches the first bytes of a file, as Latin-1. */
  readonly start: RegExp;
  readonly clean: (bytes: Bytes) => Cleaned;
}

const formats: readonly Format[] = [
  { mime: 'image/jpeg', start: /^\xff\xd8\xff/, clean: cleanJpeg },
  { mime: 'image/png', start: /^\x89PNG\r\n/, clean: cleanPng },
  { mime: 'image/webp', start: /^RIFF.{4}WEBP/s, clean: cleanWebp },
  { mime: 'image/gif', start: /^GIF8/, clean: cleanGif },
  { mime: 'image/avif', start: /^.{4}ftypavi[fs]/s, clean: cleanHeif },
  { mime: 'image/heic', start: /^.{4}ftyp(he[iv][cmsx]|mif1|msf1)/s, clean: cleanHeif },
  // A bitmap has no metadata.
  { mime: 'image/bmp', start: /^BM/, clean: (bytes) => [bytes] },
];

const formatOf = (bytes: Bytes): Format | undefined => {
  const start = textAt(bytes, 0, 12);
  return formats.find((format) => format.start.test(start));
};

/** The picture type by the first bytes, regardless of the name; null if unknown. */
export const photoType = (bytes: Bytes): string | null => formatOf(bytes)?.mime ?? null;

/**
 * Removes metadata (place, time, device, author) and leaves the pixels unchanged. Null if that is
 * impossible for this file.
 */
export const cleanPhoto = (bytes: Bytes): Cleaned => formatOf(bytes)?.clean(bytes) ?? null;

/** Chunks before the picture tell whether it is animated; colour profiles before them are small. */
const HEAD_BYTES = 64 * 1024;

const isMovingPng = (bytes: Bytes): boolean => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  return head.slice(0, head.indexOf('IDAT')).includes('acTL');
};

/** Whether a picture is animated: drawing it again would lose its frames. */
export const isMoving = (bytes: Bytes): boolean => {
  switch (photoType(bytes)) {
    case 'image/gif':
      return true;
    case 'image/png':
      return isMovingPng(bytes);
    case 'image/avif':
      return textAt(bytes, 8, 4) === 'avis';
    case 'image/webp':
      return textAt(bytes, 12, 4) === 'VP8X' && ((bytes[20] ?? 0) & 2) !== 0;
    default:
      return false;
  }
};
