import { liveLimits } from '#contracts/socket/live-limits.ts';

/**
 * Pictures with a longer side than this (pixels) are scaled down, unless the user sends originals.
 */
export const LONGEST_SIDE = 2_560;

/** `side`: the longer side in pixels, if known. */
export const isBig = (side: number | null, sizeBytes: number): boolean =>
  (side ?? 0) > LONGEST_SIDE || sizeBytes > liveLimits.attachment.maxBytes;
