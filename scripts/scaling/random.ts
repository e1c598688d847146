/** Random numbers from 0 to less than 1; the same seed gives the same numbers (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Seconds until the next event of a Poisson process. */
export const untilNext = (random: () => number, perSecond: number): number =>
  -Math.log(1 - random()) / perSecond;
