import { isShown } from '#contracts/pictures.ts';

interface Shown {
  readonly mime: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** All other files are shown as cards. */
export const isPhoto = (file: Shown): boolean => isShown(file);

/** Maximum size of a photo in a bubble, in pixels, on any screen. */
export const MAX_WIDTH = 320;
const MAX_HEIGHT = 380;
const LEAST_SIDE = 96;
/** Number of tiles; further photos are counted on the last one. */
export const MAX_TILES = 4;
export const TILE_GAP = 4;
export const CARD_HEIGHT = 56;

const within = (value: number, min: number, max: number): number =>
  Math.min(max, Math.max(min, value));

/** The box of a single photo: its own aspect ratio within limits. Square if unknown. */
export const photoBox = ({ width, height }: Shown): { width: number; height: number } => {
  if (!width || !height) return { width: 240, height: 240 };
  const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height);
  return {
    width: Math.round(within(width * scale, LEAST_SIDE, MAX_WIDTH)),
    height: Math.round(within(height * scale, LEAST_SIDE, MAX_HEIGHT)),
  };
};

const photosHeight = (photos: readonly Shown[], width: number): number => {
  const [first] = photos;
  if (!first) return 0;
  if (photos.length === 1) {
    const box = photoBox(first);
    return Math.round(box.height * Math.min(1, width / box.width));
  }
  const tile = (width - TILE_GAP) / 2;
  return photos.length === 2 ? tile : 2 * tile + TILE_GAP;
};

/** Height of a message's files for a given width. */
export const filesHeight = (files: readonly Shown[], room: number): number => {
  const width = Math.min(room, MAX_WIDTH);
  const photos = files.filter(isPhoto);
  const cards = files.length - photos.length;
  const gaps = Math.max(0, cards + (photos.length > 0 ? 1 : 0) - 1) * TILE_GAP;
  return photosHeight(photos, width) + cards * CARD_HEIGHT + gaps;
};
