/** Enough bytes to recognise every type here: the signature of a tar archive ends at 262. */
const HEAD_BYTES = 264;

/** The first bytes as Latin-1, one character per byte. */
export const headOf = (bytes: Uint8Array): string =>
  String.fromCharCode(...bytes.subarray(0, HEAD_BYTES));

/** Does it start like this? `?` in the signature is any byte. */
export const startsWith = (head: string, start: string): boolean =>
  start.length <= head.length &&
  [...start].every((character, at) => character === '?' || character === head.charAt(at));

/** Is it an ISO media file (MP4, QuickTime, HEIF)? */
export const isIsoMedia = (head: string): boolean => head.slice(4, 8) === 'ftyp';

/**
 * The brands of an ISO media file within its first bytes; empty for any other. Bytes 12 to 15, between the
 * first two brands, are a version number.
 */
export const brandsOf = (head: string): ReadonlySet<string> => {
  if (!isIsoMedia(head)) return new Set();
  const end = Math.min(head.length, head.charCodeAt(2) * 256 + head.charCodeAt(3));
  const found = new Set([head.slice(8, 12)]);
  for (let at = 16; at + 4 <= end; at += 4) found.add(head.slice(at, at + 4));
  return found;
};
