const QUALITY = 0.85;

const encode = async (canvas: OffscreenCanvas, mime: string): Promise<Blob> => {
  const blob = await canvas.convertToBlob({ type: mime, quality: QUALITY });
  // Not every browser writes WebP: it then makes a PNG, which is huge for a photo.
  return blob.type === mime || mime === 'image/jpeg'
    ? blob
    : canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
};

/**
 * The picture drawn anew with no side longer than `longest`: turned as it is to be seen, in the colours of
 * the screen, and with nothing but pixels. Null when this browser cannot read it.
 */
export const redraw = async (blob: Blob, mime: string, longest: number): Promise<Blob | null> => {
  const bitmap = await createImageBitmap(blob).catch(() => null);
  if (!bitmap) return null;
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) return null;
  if (mime === 'image/jpeg') {
    // It has no transparency: what was see-through turns white, not black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
  }
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return encode(canvas, mime);
};
