import { limits } from './limits.ts';

interface Picture {
  readonly mime: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** Pictures that every browser shows. SVG and all else are files to download. */
const shownTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
]);

/** Without a size nobody knows how much it takes. */
export const hasAtMost = (
  pixels: number,
  { width = 0, height = 0 }: Omit<Picture, 'mime'>,
): boolean => width > 0 && height > 0 && width * height <= pixels;

/** Is it shown as a picture, by server and site? Everything else is a file to download. */
export const isShown = (picture: Picture): boolean =>
  shownTypes.has(picture.mime) && hasAtMost(limits.picture.shownPixels, picture);
export const isShownType = (mime: string): boolean => shownTypes.has(mime);
