import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { checkPhoto } from '#contracts/media/photo.ts';
import { png } from '#test/support/files.ts';
import { readPhoto } from '#test/support/photos/photos.ts';
import { cleanJpeg, cleanPng, cleanWebp, jpegWith, pngWith, webpWith } from './photo-bytes.ts';

const metadata = { broken: 'must not have metadata, or bytes beside the picture' };
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

describe('a photo', () => {
  test.each([
    ['image/png', cleanPng],
    ['image/webp', cleanWebp],
    ['image/jpeg', cleanJpeg],
  ])('of the type %s is accepted', (mime, make) => {
    expect(checkPhoto(make(256))).toEqual({ mime });
    expect(checkPhoto(make(1))).toEqual({ mime });
  });

  test.each([
    ['png', cleanPng],
    ['webp', cleanWebp],
    ['jpeg', cleanJpeg],
  ])('with bytes after its end is refused: %s', (_, make) => {
    expect(checkPhoto(joined(make(256), new Uint8Array([1, 2])))).toEqual(metadata);
  });

  test.each([
    ['png', cleanPng],
    ['webp', cleanWebp],
    ['jpeg', cleanJpeg],
  ])('that is cut off is refused: %s', (_, make) => {
    const whole = make(256);
    for (let length = 0; length < whole.length; length++) {
      expect(checkPhoto(whole.subarray(0, length))).toHaveProperty('broken');
    }
  });

  test.each([
    [257, 257],
    [256, 255],
    [0, 0],
  ])('of %i by %i pixels is refused', (width, height) => {
    expect(checkPhoto(png(width, height))).toHaveProperty('broken');
  });

  test('of more than 24 KB is refused', () => {
    const { maxBytes } = limits.photo;
    expect(checkPhoto(new Uint8Array(maxBytes + 1))).toEqual({ broken: 'must be at most 24 KB' });
  });

  test.each(['new.avif', 'apple.heic', 'moving.gif', 'scan.tiff'] as const)(
    'of another type is refused: %s',
    (name) => {
      expect(checkPhoto(readPhoto(name))).toEqual({ broken: 'must be a JPEG, PNG or WebP' });
    },
  );

  test.each(['moving.png', 'moving.webp'] as const)('that is animated is refused: %s', (name) => {
    const bytes = readPhoto(name);
    expect(bytes.length).toBeLessThan(limits.photo.maxBytes);
    expect(checkPhoto(bytes)).toEqual({ broken: 'must not be animated' });
  });

  test.each(['camera.jpg', 'print.jpg', 'screen.png', 'phone.webp'] as const)(
    'with metadata is refused: %s',
    (name) => {
      expect(checkPhoto(readPhoto(name))).toEqual(metadata);
    },
  );

  test('with a part that no decoder needs is refused', () => {
    expect(checkPhoto(pngWith('tEXt'))).toEqual(metadata);
    expect(checkPhoto(pngWith('iCCP'))).toEqual({ mime: 'image/png' });
    expect(checkPhoto(webpWith('EXIF'))).toEqual(metadata);
    expect(checkPhoto(webpWith('ICCP'))).toEqual({ mime: 'image/webp' });
    expect(checkPhoto(jpegWith(0xe1, 'Exif\0\0'))).toEqual(metadata);
    expect(checkPhoto(jpegWith(0xfe, 'comment'))).toEqual(metadata);
    expect(checkPhoto(jpegWith(0xe2, 'MPF\0'))).toEqual(metadata);
    expect(checkPhoto(jpegWith(0xe2, 'ICC_PROFILE\0'))).toEqual({ mime: 'image/jpeg' });
  });

  test('that is only the start of one is refused, with bounded work', () => {
    for (const start of [cleanPng(256), cleanWebp(256), cleanJpeg(256)]) {
      const bytes = new Uint8Array(limits.photo.maxBytes);
      bytes.set(start.subarray(0, 20));
      expect(checkPhoto(bytes)).toHaveProperty('broken');
    }
  });
});
