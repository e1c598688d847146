import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { fileTypeFromBuffer } from 'file-type';
import { imageSize } from 'image-size';
import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { imageSizeOf, maxReadsOf, readImageSize } from '#contracts/media/image-size.ts';
import { formatOf, isImageOf } from '#contracts/media/image-types.ts';
import { openSource } from '#contracts/media/source.ts';
import { isShown } from '#contracts/pictures.ts';
import { fileInspector } from '#functions/adapters/file-inspector.ts';
import {
  avif,
  box,
  hostilePictures,
  ispe,
  pictureBombs,
} from '#test/support/photos/hostile-pictures.ts';
import { photoNames, readPhoto } from '#test/support/photos/photos.ts';
import * as files from '../../support/files.ts';

const sizedTypes = ['png', 'jpeg', 'gif', 'webp', 'avif', 'heic', 'bmp'].map(
  (one) => `image/${one}`,
);

/** The displayed size, by a widely used library. */
const sizeByLibrary = (bytes: Uint8Array) => {
  const { width, height, orientation = 1 } = imageSize(bytes);
  return orientation >= 5 ? { width: height, height: width } : { width, height };
};

const screenshots = 'docs/screenshots';
const samples: [string, Uint8Array][] = [
  ...photoNames.map((name): [string, Uint8Array] => [name, readPhoto(name)]),
  ...readdirSync(screenshots).map((name): [string, Uint8Array] => [
    name,
    readFileSync(`${screenshots}/${name}`),
  ]),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((turn): [string, Uint8Array] => [
    `orientation ${turn}`,
    files.jpeg(turn),
  ]),
  ['gif', files.gif()],
  ['webp', files.webp()],
  ['bmp', files.bmp()],
];

test.each(samples)('%s has the type and size that other libraries find', async (_name, bytes) => {
  const found = await fileTypeFromBuffer(bytes);
  const mime = formatOf(found?.mime ?? '');

  expect(sizedTypes.filter((one) => isImageOf(bytes, one))).toEqual([mime]);
  const size = imageSizeOf(bytes, mime);
  // The decoded picture is one column wider than its crop.
  const cropped = mime === 'image/heic' && size ? { ...size, width: size.width - 1 } : size;
  expect(cropped).toEqual(sizeByLibrary(bytes));
});

describe('the header of', () => {
  test.each(hostilePictures)('%s costs a bounded number of reads', async (_what, mime, bytes) => {
    const source = openSource(bytes, maxReadsOf(mime));
    const cpu = process.cpuUsage();
    const heap = process.memoryUsage().heapUsed;

    readImageSize(source, mime);
    const found = await fileInspector.inspect(bytes, mime);

    expect(found).not.toBe('other_type');
    expect(source.reads()).toBeLessThanOrEqual(maxReadsOf(mime) + 1);
    const { user, system } = process.cpuUsage(cpu);
    expect((user + system) / 1_000).toBeLessThan(500);
    expect(process.memoryUsage().heapUsed - heap).toBeLessThan(32 * 1024 * 1024);
  });

  test.each(pictureBombs)(
    '%s with a size of gigabytes makes the file a download',
    (_what, mime, bytes) => {
      expect(isImageOf(bytes, mime)).toBe(true);
      const size = imageSizeOf(bytes, mime);
      expect(isShown({ mime, ...size })).toBe(false);
      // The size was read, not merely undecodable.
      expect(size === null ? 0 : size.width * size.height).toBeGreaterThan(
        limits.picture.shownPixels,
      );
    },
  );
});

test('any bytes after any signature cost a bounded number of reads', () => {
  const starts = [...hostilePictures, ...pictureBombs];
  fc.assert(
    fc.property(
      fc.constantFrom(...starts),
      fc.nat(64),
      fc.uint8Array({ maxLength: 2_000, size: 'max' }),
      ([, mime, start], kept, rest) => {
        const bytes = new Uint8Array([...start.subarray(0, kept), ...rest]);
        const source = openSource(bytes, 3_000);

        const size = readImageSize(source, mime);

        expect(source.reads()).toBeLessThanOrEqual(3_001);
        if (size) expect(Math.min(size.width, size.height)).toBeGreaterThan(0);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('the size of a JPEG is found after megabytes of metadata', () => {
  const segment = files.both(new Uint8Array([0xff, 0xe1, 0xff, 0xff]), new Uint8Array(65_533));
  const metadata = Buffer.concat(Array.from({ length: 100 }, () => segment));
  const [start, rest] = [files.jpeg(6).slice(0, 2), files.jpeg(6).slice(2)];

  const bytes = files.both(files.both(start, metadata), rest);

  expect(imageSizeOf(bytes, 'image/jpeg')).toEqual({ width: 9, height: 16 });
});

test('an AVIF has the size of its largest picture, after rotation', () => {
  const turned = box('irot', new Uint8Array([1]));
  expect(imageSizeOf(avif(ispe(160, 120), ispe(4_000, 3_000)), 'image/avif')).toEqual({
    width: 4_000,
    height: 3_000,
  });
  expect(imageSizeOf(avif(ispe(4_000, 3_000), turned), 'image/avif')).toEqual({
    width: 3_000,
    height: 4_000,
  });
});

describe('a picture is shown or not:', () => {
  const cases: [boolean, string, object][] = [
    [true, 'image/png', { width: 10_000, height: 5_000 }],
    [false, 'image/png', { width: 10_000, height: 5_001 }],
    [false, 'image/png', {}],
    [false, 'image/png', { width: 0, height: 5 }],
    [false, 'image/svg+xml', { width: 5, height: 5 }],
    [false, 'text/plain', { width: 5, height: 5 }],
  ];
  test.each(cases)('%s: %s %j', (expected, mime, size) => {
    expect(isShown({ mime, ...size })).toBe(expected);
  });
});
