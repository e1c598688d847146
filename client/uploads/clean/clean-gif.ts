import type { Bytes, Cleaned } from './bytes.ts';
import { textAt } from './bytes.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const COMMENT = 0xfe;
const APPLICATION = 0xff;

/** Size of a colour table in bytes, from the flags before it. */
const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** The end of a row of sub-blocks. */
const endOfBlocks = (bytes: Bytes, from: number): number => {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
  return at + 1;
};

/**
 * The application blocks of these two programs hold the loop count; others hold XMP and the like.
 */
const isKept = (bytes: Bytes, at: number): boolean => {
  const label = bytes[at + 1];
  if (label === COMMENT) return false;
  if (label !== APPLICATION) return true;
  return ['NETSCAPE2.0', 'ANIMEXTS1.0'].includes(textAt(bytes, at + 3, 11));
};

/** Removes comments and application data from a GIF; animation stays. */
export const cleanGif = (bytes: Bytes): Cleaned => {
  let at = 13 + tableBytes(bytes[10] ?? 0);
  const parts: Bytes[] = [bytes.subarray(0, at)];
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind === TRAILER) return [...parts, bytes.subarray(at, at + 1)];
    if (kind !== EXTENSION && kind !== IMAGE) return null;
    const data = kind === IMAGE ? at + 10 + tableBytes(bytes[at + 9] ?? 0) + 1 : at + 2;
    const end = endOfBlocks(bytes, data);
    if (kind === IMAGE || isKept(bytes, at)) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
};
