const QUALITY = 0.85;

const encode = async (canvas: OffscreenCanvas, mime: string): Promise<Blob> => {
  const blob = await canvas.convertToBlob({ type: mime, quality: QUALITY });
  // Browsers that cannot write WebP make a PNG instead, which is huge for a photo.
  return blob.type === mime || mime === 'image/jpeg'
    ? blob
    : canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
};

/**
 * Draws a picture again with no side longer than `longest`: rotated, in sRGB, without metadata.
 * Null if this browser cannot decode it, and in Node.
 */
export const redraw = async (blob: Blob, mime: string, longest: number): Promise<Blob | null> => {
  if (typeof createImageBitmap === 'undefined') return null;
  const bitmap = await createImageBitmap(blob).catch(() => null);
  if (!bitmap) return null;
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) return null;
  if (mime === 'image/jpeg') {
    // JPEG has no transparency: makes transparent pixels white instead of black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
  }
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return encode(canvas, mime);
};
