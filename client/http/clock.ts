/** Latest server time seen, minus `performance.now()` at that moment. */
let latest = Number.NEGATIVE_INFINITY;

/** Records a server time (epoch milliseconds). Ignores `NaN`. */
export const sawServerTime = (at: number): void => {
  if (!Number.isNaN(at)) latest = Math.max(latest, at - performance.now());
};

/**
 * The device's time, or the server's if the device is slow, so that no server data is from the
 * future.
 */
export const now = (): number => Math.max(Date.now(), latest + performance.now());
