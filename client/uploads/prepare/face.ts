import { limits } from '#contracts/limits.ts';
import type { Bytes } from '../clean/bytes.ts';
import { cleanPhoto } from '../clean/clean-photo.ts';

/** A square of a picture, in its pixels. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** From the best to one that every picture of this size fits into. */
const qualities = [0.92, 0.85, 0.75, 0.65, 0.5, 0.35, 0.2];

/** Without the metadata that some browsers write. */
const bytesOf = async (blob: Blob): Promise<Bytes | null> => {
  const parts = cleanPhoto(new Uint8Array(await blob.arrayBuffer()));
  return parts && new Uint8Array(await new Blob([...parts]).arrayBuffer());
};

/**
 * A photo of a person from a square of a picture: 256 pixels, at the best quality that fits into the limit.
 * Null if this browser cannot make it.
 */
export const makeFace = async (
  picture: ImageBitmap,
  { x, y, side }: Crop,
): Promise<Bytes | null> => {
  const { maxSide, maxBytes } = limits.photo;
  const canvas = new OffscreenCanvas(maxSide, maxSide);
  const context = canvas.getContext('2d');
  if (!context) return null;
  // Initials would show through a transparent picture.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, maxSide, maxSide);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, x, y, side, side, 0, 0, maxSide, maxSide);
  for (const quality of qualities) {
    let blob = await canvas.convertToBlob({ type: 'image/webp', quality });
    // Browsers that cannot write WebP make a PNG instead.
    if (blob.type !== 'image/webp')
      blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    const bytes = await bytesOf(blob);
    if (bytes && bytes.length <= maxBytes) return bytes;
  }
  return null;
};
