import type { Size, Source } from './source.ts';
import { cover } from './source.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const DESCRIPTOR_BYTES = 10;

/** Size of a colour table in bytes, from the flags that precede it. */
const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** The offset after a sequence of sub-blocks. */
const endOfBlocks = (source: Source, from: number): number => {
  let at = from;
  while (at < source.length) {
    const length = source.u8(at);
    at += 1 + length;
    if (length === 0) break;
  }
  return at;
};

/**
 * The logical screen, enlarged to cover every frame: browsers enlarge a screen that is smaller than its
 * first frame.
 */
export const gifSize = (source: Source): Size => {
  let size: Size = { width: source.u16(6, true), height: source.u16(8, true) };
  let at = 13 + tableBytes(source.u8(10));
  while (at + DESCRIPTOR_BYTES <= source.length) {
    const kind = source.u8(at);
    if (kind === IMAGE) {
      const [left, top] = [source.u16(at + 1, true), source.u16(at + 3, true)];
      const width = left + source.u16(at + 5, true);
      size = cover(size, { width, height: top + source.u16(at + 7, true) });
      at = endOfBlocks(source, at + DESCRIPTOR_BYTES + tableBytes(source.u8(at + 9)) + 1);
    } else if (kind === EXTENSION) at = endOfBlocks(source, at + 2);
    else break;
  }
  return size;
};
