import type { Size, Source } from './source.ts';

const HEADER = 14;
/** The OS/2 header, with 16-bit sides. */
const CORE_HEADER_BYTES = 12;

/** A negative height means top-down rows. */
export const bmpSize = (source: Source): Size =>
  source.u32(HEADER, true) === CORE_HEADER_BYTES
    ? { width: source.u16(HEADER + 4, true), height: source.u16(HEADER + 6, true) }
    : { width: source.i32(HEADER + 4, true), height: Math.abs(source.i32(HEADER + 8, true)) };
