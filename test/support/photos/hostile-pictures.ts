import type { Bytes } from '#test/support/files.ts';

const megabyte = 1024 * 1024;

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};
const join = (...parts: readonly (string | Uint8Array)[]): Bytes =>
  new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? latin1(part) : part))),
  );
const repeat = (part: Uint8Array, length: number): Buffer => Buffer.alloc(length, part);

export const box = (type: string, ...content: readonly (string | Uint8Array)[]): Bytes => {
  const inside = join(...content);
  return join(uint32(8 + inside.length), type, inside);
};
const ftyp = box('ftyp', 'avif', uint32(0), 'avifmif1miaf');
const fullBox = uint32(0);

export const ispe = (width: number, height: number): Bytes =>
  box('ispe', fullBox, uint32(width), uint32(height));

/** An AVIF whose pictures have these properties, and no pixels. */
export const avif = (...properties: readonly Uint8Array[]): Bytes =>
  join(ftyp, box('meta', fullBox, box('iprp', box('ipco', ...properties))));

/** Nested boxes, written from the outside in. */
const nested = (type: string, depth: number): Bytes => {
  const bytes = Buffer.alloc(depth * 8);
  for (let level = 0; level < depth; level++) {
    bytes.writeUInt32BE((depth - level) * 8, level * 8);
    bytes.write(type, level * 8 + 4, 'latin1');
  }
  return new Uint8Array(bytes);
};

const riff = (...chunks: readonly (string | Uint8Array)[]): Bytes =>
  join('RIFF', uint32(0), 'WEBP', ...chunks);
const pngStart = join('\x89PNG\r\n\x1a\n', uint32(13), 'IHDR', uint32(10), uint32(10));
const gifStart = join('GIF89a\x05\0\x04\0\0\0\0');

/** Files that cost a careless parser seconds, gigabytes or its stack: what, type, bytes. */
export const hostilePictures: readonly (readonly [string, string, Bytes])[] = [
  ['an AVIF full of sizes', 'image/avif', avif(repeat(ispe(9, 9), megabyte))],
  ['an AVIF full of empty boxes', 'image/avif', avif(repeat(box('free'), 10 * megabyte))],
  ['an AVIF of 10,000 boxes in each other', 'image/avif', join(ftyp, nested('meta', 10_000))],
  ['an AVIF whose properties nest', 'image/avif', avif(nested('ipco', 10_000))],
  [
    'an AVIF with boxes of size 0',
    'image/avif',
    join(ftyp, repeat(join(uint32(0), 'meta'), 80_000)),
  ],
  [
    'an AVIF with boxes of size 1',
    'image/avif',
    join(ftyp, repeat(join(uint32(1), 'meta'), 80_000)),
  ],
  [
    'an AVIF with boxes of size 7',
    'image/avif',
    join(ftyp, repeat(join(uint32(7), 'meta'), 80_000)),
  ],
  [
    'an AVIF with a box of 2^64 - 1 bytes',
    'image/avif',
    join(ftyp, uint32(1), 'meta', uint32(-1), uint32(-1), ispe(9, 9)),
  ],
  ['an AVIF of brands alone', 'image/avif', box('ftyp', repeat(latin1('avif'), megabyte))],
  ['a JPEG of zeros', 'image/jpeg', join('\xff\xd8\xff\xe0', new Uint8Array(megabyte))],
  ['a JPEG of fill bytes', 'image/jpeg', join('\xff\xd8', repeat(latin1('\xff'), 10 * megabyte))],
  ['a JPEG of restarts', 'image/jpeg', join('\xff\xd8', repeat(latin1('\xff\xd0'), 10 * megabyte))],
  [
    'a JPEG of segments without content',
    'image/jpeg',
    join('\xff\xd8', repeat(latin1('\xff\xe0\0\x02'), 10 * megabyte)),
  ],
  [
    'a JPEG of Exif with 65,535 entries each',
    'image/jpeg',
    join(
      '\xff\xd8',
      repeat(
        join('\xff\xe1\xff\xff', 'Exif\0\0MM\0*', uint32(8), '\xff\xff', new Uint8Array(65_517)),
        10 * megabyte,
      ),
    ),
  ],
  [
    'a PNG of empty chunks',
    'image/png',
    join(pngStart, repeat(join(uint32(0), 'IDATcrc!'), 10 * megabyte)),
  ],
  [
    'a PNG with a chunk of 4 GB',
    'image/png',
    join(pngStart, repeat(join(uint32(-1), 'IDAT'), megabyte)),
  ],
  [
    'a GIF of blocks of one byte',
    'image/gif',
    join(gifStart, '!\xfe', repeat(latin1('\x01x'), 10 * megabyte)),
  ],
  [
    'a GIF of empty frames',
    'image/gif',
    join(gifStart, repeat(latin1(',\0\0\0\0\x05\0\x04\0\0\x02\0'), 10 * megabyte)),
  ],
  ['a WebP of empty chunks', 'image/webp', riff(repeat(join('JUNK', uint32(0)), 10 * megabyte))],
  ['a WebP with a chunk of 4 GB', 'image/webp', riff('JUNK', uint32(-1), new Uint8Array(megabyte))],
  ['a BMP that ends', 'image/bmp', join('BM')],
];

/** Small files for which a decoder needs gigabytes: what, type, bytes. */
export const pictureBombs: readonly (readonly [string, string, Bytes])[] = [
  [
    'a PNG',
    'image/png',
    join(
      '\x89PNG\r\n\x1a\n',
      uint32(13),
      'IHDR',
      uint32(22_000),
      uint32(22_000),
      new Uint8Array(9),
    ),
  ],
  [
    'a PNG with a frame larger than itself',
    'image/png',
    join(
      pngStart,
      new Uint8Array(9),
      uint32(26),
      'fcTL',
      uint32(0),
      uint32(60_000),
      uint32(60_000),
      new Uint8Array(18),
    ),
  ],
  [
    'a JPEG',
    'image/jpeg',
    join('\xff\xd8\xff\xc2\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0\xff\xda'),
  ],
  [
    'a JPEG that says first that it is small',
    'image/jpeg',
    join(
      '\xff\xd8\xff\xc0\0\x0b\x08\0\x09\0\x09\x01\x01\x11\0\xff\xc0\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0\xff\xda',
    ),
  ],
  ['a GIF', 'image/gif', join('GIF89a\xff\xff\xff\xff\0\0\0;')],
  [
    'a GIF with a frame larger than its screen',
    'image/gif',
    join(gifStart, ',\0\0\0\0\xff\xff\xff\xff\0\x02\0;'),
  ],
  ['a WebP', 'image/webp', riff('VP8X\x0a\0\0\0\0\0\0\0\xff\x3f\0\xff\x3f\0')],
  [
    'a WebP with a picture larger than its canvas',
    'image/webp',
    riff('VP8X\x0a\0\0\0\0\0\0\0\x09\0\0\x09\0\0', 'VP8L\x06\0\0\0\x2f\xff\xff\xff\x0f\0'),
  ],
  [
    'a WebP with a frame larger than its canvas',
    'image/webp',
    riff(
      'VP8X\x0a\0\0\0\0\0\0\0\x09\0\0\x09\0\0',
      'ANMF\x10\0\0\0\0\0\0\0\0\0\xff\x3f\0\xff\x3f\0\0\0\0\0',
    ),
  ],
  ['an AVIF', 'image/avif', avif(ispe(30_000, 30_000))],
  [
    'an AVIF whose animation is larger than its first picture',
    'image/avif',
    join(
      avif(ispe(9, 9)),
      box('moov', box('trak', box('tkhd', new Uint8Array(76), '\x75\x30\0\0', '\x75\x30\0\0'))),
    ),
  ],
  ['an AVIF whose second picture is large', 'image/avif', avif(ispe(9, 9), ispe(30_000, 30_000))],
  [
    'a BMP',
    'image/bmp',
    join(
      'BM',
      new Uint8Array(12),
      '\x28\0\0\0\xf0\x55\0\0\xf0\x55\0\0\x01\0\x18\0',
      new Uint8Array(24),
    ),
  ],
  [
    'a BMP from the top',
    'image/bmp',
    join(
      'BM',
      new Uint8Array(12),
      '\x28\0\0\0\xf0\x55\0\0\x10\xaa\xff\xff\x01\0\x18\0',
      new Uint8Array(24),
    ),
  ],
];
