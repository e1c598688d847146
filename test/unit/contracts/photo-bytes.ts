import { crc32 } from 'node:zlib';
import { type Bytes, png } from '#test/support/files.ts';

const bytesOf = (...parts: (Uint8Array | string | readonly number[])[]): Bytes =>
  new Uint8Array(
    Buffer.concat(
      parts.map((part) =>
        typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part),
      ),
    ),
  );
const u32 = (value: number, isLittle = false): Buffer => {
  const bytes = Buffer.alloc(4);
  if (isLittle) bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value);
  return bytes;
};

export const cleanPng = (side: number): Bytes => png(side, side);

/** A PNG with another chunk after its header. */
export const pngWith = (type: string): Bytes => {
  const whole = cleanPng(8);
  const afterHeader = 8 + 25;
  const body = bytesOf(type, 'x');
  const chunk = bytesOf(u32(1), body, u32(crc32(body)));
  return bytesOf(whole.subarray(0, afterHeader), chunk, whole.subarray(afterHeader));
};

const webpChunk = (type: string, data: Uint8Array): Bytes =>
  bytesOf(type, u32(data.length, true), data, data.length % 2 === 0 ? [] : [0]);

const webpOf = (...chunks: Uint8Array[]): Bytes => {
  const body = bytesOf('WEBP', ...chunks);
  return bytesOf('RIFF', u32(body.length, true), body);
};

/** The header of a lossless picture, and no pixels. */
const lossless = (side: number): Bytes =>
  webpChunk('VP8L', bytesOf([0x2f], u32((side - 1) | ((side - 1) << 14), true)));
export const cleanWebp = (side: number): Bytes => webpOf(lossless(side));
export const webpWith = (type: string): Bytes =>
  webpOf(lossless(8), webpChunk(type, new Uint8Array(3)));

const segment = (marker: number, data: Uint8Array): Bytes =>
  bytesOf([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff], data);

const jpegOf = (side: number, ...more: Uint8Array[]): Bytes =>
  bytesOf(
    [0xff, 0xd8],
    segment(0xe0, bytesOf('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0])),
    ...more,
    segment(0xc0, bytesOf([8, side >> 8, side & 0xff, side >> 8, side & 0xff, 1, 1, 0x11, 0])),
    segment(0xda, bytesOf([1, 1, 0, 0, 63, 0])),
    // Compressed data with an escaped 0xFF and a restart marker.
    [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4],
    [0xff, 0xd9],
  );
export const cleanJpeg = (side: number): Bytes => jpegOf(side);
export const jpegWith = (marker: number, data: string): Bytes =>
  jpegOf(8, segment(marker, bytesOf(data)));
