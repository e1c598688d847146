import { limits } from '../../../functions/contracts/limits.ts';

/** Pictures with a longer side than this are made smaller, unless the person wants them as they are. */
export const LONGEST_SIDE = 2_560;

/** `side` is the longer one in pixels, if it is known. */
export const isBig = (side: number | null, sizeBytes: number): boolean =>
  (side ?? 0) > LONGEST_SIDE || sizeBytes > limits.attachment.maxBytes;
