import { isTurned, orientationAt } from './exif-orientation.ts';
import type { Size, Source } from './source.ts';
import { cover, noSize } from './source.ts';

const APP1 = 0xe1;
const SCAN = 0xda;
const END = 0xd9;
const FILL = 0xff;

/** Markers without a payload. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
/** SOF0 to SOF15; 0xC4, 0xC8 and 0xCC in this range are other markers. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** A marker with its payload, from `at` to `end`. */
interface Segment {
  readonly marker: number;
  readonly at: number;
  readonly end: number;
}

/** The segments before the first scan. */
function* segmentsOf(source: Source): Generator<Segment> {
  let at = 2;
  while (at + 4 <= source.length && source.u8(at) === 0xff) {
    const marker = source.u8(at + 1);
    if (marker === SCAN || marker === END) return;
    if (marker === FILL) at += 1;
    else if (isBare(marker)) at += 2;
    else {
      const end = at + 2 + source.u16(at + 2);
      if (end < at + 4) return;
      yield { marker, at: at + 4, end: Math.min(end, source.length) };
      at = end;
    }
  }
}

const orientationIn = (source: Source, { marker, at, end }: Segment): number =>
  marker === APP1 && source.ascii(at, 6) === 'Exif\0\0' ? orientationAt(source, at + 6, end) : 1;

/** Walks the segments, since long metadata may precede the size. */
export const jpegSize = (source: Source): Size => {
  let size = noSize;
  let isOnItsSide = false;
  for (const segment of segmentsOf(source)) {
    const { marker, at } = segment;
    if (isFrame(marker)) {
      size = cover(size, { height: source.u16(at + 1), width: source.u16(at + 3) });
    }
    isOnItsSide ||= isTurned(orientationIn(source, segment));
  }
  return isOnItsSide ? { width: size.height, height: size.width } : size;
};
