import { photoType } from '#client/photos';
import { limits } from '#contracts/limits.ts';
import { imageSizeOf } from '#contracts/media/image-size.ts';
import type { Size } from '#contracts/media/source.ts';
import { hasAtMost } from '#contracts/pictures.ts';

/** Nearly every header ends before this. */
const HEAD_BYTES = 1024 * 1024;

const headerSize = async (blob: Blob): Promise<Size | null> => {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const mime = photoType(bytes);
  return mime === null ? null : imageSizeOf(bytes, mime);
};

const decodedSize = async (blob: Blob): Promise<Size | null> => {
  const url = URL.createObjectURL(blob);
  const image = new Image();
  try {
    await new Promise<void>((resolve, reject) => {
      image.onload = () => resolve();
      image.onerror = () => reject(new Error('no picture'));
      image.src = url;
    });
    const { naturalWidth: width, naturalHeight: height } = image;
    return width > 0 && height > 0 ? { width, height } : null;
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
};

/**
 * Display width and height; null if this browser cannot show the picture, or the header does not
 * say. A picture that is too large is never decoded.
 */
export const measure = async (blob: Blob): Promise<Size | null> => {
  try {
    const size = (await headerSize(blob.slice(0, HEAD_BYTES))) ?? (await headerSize(blob));
    return size && hasAtMost(limits.picture.shownPixels, size) ? await decodedSize(blob) : size;
  } catch {
    // The file no longer exists.
    return null;
  }
};
