/**
 * From when on tokens live again after a revocation at `now`: access tokens tell their time in whole
 * seconds, so everything issued within this one must die too.
 */
export const validAfterRevocation = (now: number): number =>
  Math.floor(now / 1_000) * 1_000 + 1_000;
