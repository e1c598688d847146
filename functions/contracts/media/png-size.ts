import type { Size, Source } from './source.ts';
import { cover, noSize } from './source.ts';

const SIGNATURE_BYTES = 8;
/** Bytes of a chunk besides its data: length, type and checksum. */
const AROUND_BYTES = 12;

/** The size in IHDR, enlarged to cover the frames of an animation. */
export const pngSize = (source: Source): Size => {
  if (source.ascii(SIGNATURE_BYTES + 4, 4) !== 'IHDR') return noSize;
  let size: Size = { width: source.u32(16), height: source.u32(20) };
  let at = SIGNATURE_BYTES;
  while (at + AROUND_BYTES <= source.length) {
    const data = at + 8;
    if (source.ascii(at + 4, 4) === 'fcTL') {
      size = cover(size, { width: source.u32(data + 4), height: source.u32(data + 8) });
    }
    at += AROUND_BYTES + source.u32(at);
  }
  return size;
};
