import { afterEach, describe, expect, it, vi } from 'vitest';
import { prepareFile } from '#client/uploads/prepare/prepare-file.ts';
import { RefusedFileError } from '#client/uploads/refused-file.ts';
import { png } from '#test/support/files.ts';
import { readPhoto } from '#test/support/photos/photos.ts';

/** A browser that decodes every picture to this size, or none. */
const browserThatDecodes = (size: { width: number; height: number } | null) => {
  const decode = vi.fn(async () => {
    if (!size) throw new Error('not decodable');
    return { ...size, close: () => undefined };
  });
  class Canvas {
    getContext = () => ({ fillRect: () => undefined, drawImage: () => undefined });
    convertToBlob = async ({ type }: { type: string }) => new Blob(['pixels'], { type });
  }
  vi.stubGlobal('createImageBitmap', decode);
  vi.stubGlobal('OffscreenCanvas', Canvas);
  return { decode };
};
afterEach(() => vi.unstubAllGlobals());

const picked = (filename: string, mime: string, bytes: Uint8Array<ArrayBuffer>, side = 64) => ({
  blob: new Blob([bytes], { type: mime }),
  filename,
  mime,
  side,
  isOriginal: false,
});
const refusalOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof RefusedFileError ? error.refusal : error),
  );

describe('a picture of a rare type', () => {
  it('is sent as a JPEG by a browser that can decode it', async () => {
    browserThatDecodes({ width: 64, height: 64 });
    const { mime, filename } = await prepareFile(
      picked('IMG_1.HEIC', 'image/heic', readPhoto('apple.heic')),
    );
    expect([mime, filename]).toEqual(['image/jpeg', 'IMG_1.jpg']);
  });

  it('is sent unchanged by one that cannot, without its location', async () => {
    browserThatDecodes(null);
    const { mime, filename } = await prepareFile(
      picked('IMG_1.HEIC', 'image/heic', readPhoto('apple.heic')),
    );
    expect([mime, filename]).toEqual(['image/heic', 'IMG_1.HEIC']);
  });

  it('is refused if its location cannot be removed', async () => {
    browserThatDecodes(null);
    const scan = picked('scan.tiff', 'image/tiff', readPhoto('scan.tiff'));
    expect(await refusalOf(prepareFile(scan))).toBe('location');
  });
});

describe('a file that is not a picture', () => {
  it.each([
    ['a.jpg', 'image/jpeg', new TextEncoder().encode('not a picture')],
    ['a.tiff', 'image/tiff', new Uint8Array([1, 2, 3, 4])],
    ['a.foo', 'image/x-foo', new TextEncoder().encode('%PDF-')],
    ['a.heic', 'image/heic', new Uint8Array(64)],
  ])('is refused with this reason: %s', async (name, mime, bytes) => {
    const { decode } = browserThatDecodes(null);
    expect(await refusalOf(prepareFile(picked(name, mime, bytes)))).toBe('not_picture');
    expect(decode).not.toHaveBeenCalled();
  });
});

it('a picture with the extension of another type gets its own', async () => {
  browserThatDecodes(null);
  const { mime, filename } = await prepareFile(
    picked('photo.png', 'image/png', readPhoto('camera.jpg')),
  );
  expect([mime, filename]).toEqual(['image/jpeg', 'photo.jpg']);
});

it('a large picture is scaled down, one with too many pixels is never decoded', async () => {
  const { decode } = browserThatDecodes({ width: 12_000, height: 9_000 });

  await prepareFile(picked('large.png', 'image/png', png(12_000, 9_000), 12_000));
  expect(decode).toHaveBeenCalledTimes(1);

  const bomb = await prepareFile(picked('bomb.png', 'image/png', png(22_000, 22_000), 22_000));
  expect(decode).toHaveBeenCalledTimes(1);
  expect([bomb.mime, bomb.filename]).toEqual(['image/png', 'bomb.png']);
});
