import { limits } from './limits.ts';

interface Picture {
  readonly mime: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** Picture types that every browser shows. SVG and all others are downloads. */
const shownTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
]);

/** False for an unknown size, whose memory use cannot be bounded. */
export const hasAtMost = (
  pixels: number,
  { width = 0, height = 0 }: Omit<Picture, 'mime'>,
): boolean => width > 0 && height > 0 && width * height <= pixels;

/** Do server and site show it as a picture? Everything else is a download. */
export const isShown = (picture: Picture): boolean =>
  shownTypes.has(picture.mime) && hasAtMost(limits.picture.shownPixels, picture);
export const isShownType = (mime: string): boolean => shownTypes.has(mime);
