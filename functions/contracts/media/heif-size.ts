import type { Size, Source } from './source.ts';
import { cover, noSize } from './source.ts';

/** `from` and `to` are file offsets. */
interface Box {
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

/** Boxes between two offsets. A box that claims more is cut at `to`. */
function* boxesIn(source: Source, from: number, to: number): Generator<Box> {
  let at = from;
  while (at + 8 <= to) {
    const short = source.u32(at);
    const header = short === 1 ? 16 : 8;
    const long = short === 1 ? source.u32(at + 8) * 2 ** 32 + source.u32(at + 12) : short;
    const size = short === 0 ? to - at : long;
    if (size < header) return;
    const end = Math.min(to, at + size);
    yield { type: source.ascii(at + 4, 4), from: at + header, to: end };
    at = end;
  }
}

const find = (source: Source, type: string, from: number, to: number): Box | undefined => {
  for (const box of boxesIn(source, from, to)) if (box.type === type) return box;
  return undefined;
};

/**
 * The size that covers all tracks of an animation. Track sizes are 16.16 fixed point; the fraction is
 * dropped.
 */
const trackSize = (source: Source): Size => {
  const movie = find(source, 'moov', 0, source.length);
  let size = noSize;
  for (const { type, from, to } of movie ? boxesIn(source, movie.from, movie.to) : []) {
    const header = type === 'trak' && find(source, 'tkhd', from, to);
    if (!header) continue;
    size = cover(size, { width: source.u16(header.to - 8), height: source.u16(header.to - 4) });
  }
  return size;
};

/** AVIF and HEIC: covers all images of the file, with their rotation applied. */
export const heifSize = (source: Source): Size => {
  const meta = find(source, 'meta', 0, source.length);
  const properties = meta && find(source, 'iprp', meta.from + 4, meta.to);
  const container = properties && find(source, 'ipco', properties.from, properties.to);
  if (!container) return noSize;
  let size = trackSize(source);
  let isOnItsSide = false;
  for (const { type, from } of boxesIn(source, container.from, container.to)) {
    if (type === 'ispe') {
      size = cover(size, { width: source.u32(from + 4), height: source.u32(from + 8) });
    }
    if (type === 'irot') isOnItsSide ||= source.u8(from) % 2 === 1;
  }
  return isOnItsSide ? { width: size.height, height: size.width } : size;
};
