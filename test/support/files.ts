import { crc32, deflateSync } from 'node:zlib';

/** Small files of all kinds, valid and fake ones. */
export type Bytes = Uint8Array<ArrayBuffer>;

const join = (...parts: (Uint8Array | string | number[])[]): Bytes =>
  new Uint8Array(
    Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))),
    ),
  );
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
};

/** A grey picture; its header may claim another size. */
export const png = (width = 2, height = 3): Bytes => {
  const header = Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 0, 0, 0, 0])]);
  const rows = Buffer.alloc(Math.min(height, 1_000) * (Math.min(width, 1_000) + 1), 0x80);
  for (let row = 0; row < rows.length; row += Math.min(width, 1_000) + 1) rows[row] = 0;
  return join(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  );
};

/** A start, a frame of 16 by 9, and no pixels. `orientation`: Exif orientation. */
export const jpeg = (orientation?: number): Bytes => {
  const tiff = join('MM', [
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation ?? 1,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
  const exif = join('Exif\0\0', tiff);
  const app1 = join([0xff, 0xe1, 0, exif.length + 2], exif);
  const frame = [0xff, 0xc0, 0, 11, 8, 0, 9, 0, 16, 1, 1, 0x11, 0];
  const app0 = join([0xff, 0xe0, 0, 16], 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0]);
  return join([0xff, 0xd8], app0, orientation ? app1 : [], frame, [0xff, 0xd9]);
};

export const gif = (): Bytes =>
  join(
    'GIF89a',
    [
      5, 0, 4, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2c, 0, 0, 0, 0, 5, 0, 4, 0, 0, 2, 2, 0x44,
      1, 0, 0x3b,
    ],
  );

export const webp = (): Bytes =>
  join('RIFF', [22, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 7, 0, 0]);

export const bmp = (): Bytes =>
  join(
    'BM',
    [58, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 9, 0, 0, 0, 8, 0, 0, 0, 1, 0, 24, 0],
    new Uint8Array(30),
  );

export const pdf = (): Bytes =>
  join('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** An empty archive. */
export const emptyZip = (): Bytes => join('PK\x05\x06', new Uint8Array(18));

/** The header of an entry that claims to unpack to 4 GB. */
export const zipBomb = (): Bytes =>
  join(
    'PK\x03\x04',
    [20, 0, 0, 0, 8, 0, 0, 0, 0, 0],
    new Uint8Array(4),
    [0xff, 0xff, 0, 0],
    [0xff, 0xff, 0xff, 0xff],
    [1, 0, 0, 0],
    'a',
    new Uint8Array(64),
  );

export const svg = (): Bytes =>
  join(
    '<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  );

export const html = (): Bytes => join('<!doctype html><script>alert(1)</script>');
export const text = (content: string): Bytes => join(content);
export const utf16 = (): Bytes =>
  join([0xff, 0xfe], new Uint8Array(Buffer.from('Hello', 'utf16le')));
export const both = (one: Uint8Array, other: Uint8Array): Bytes => join(one, other);

/** A recording of `seconds`: silence, or a tone, 8 bits at 8 kHz. */
export const wav = (seconds = 0.1, level = 0): Bytes => {
  const rate = 8_000;
  const samples = Buffer.alloc(Math.round(seconds * rate));
  for (let at = 0; at < samples.length; at++) {
    samples[at] = 128 + Math.round(level * Math.sin((at * 2 * Math.PI * 440) / rate));
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return join(header, samples);
};
