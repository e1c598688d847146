/** Latest server time seen, minus `performance.now()` at that moment. */
let latest = Number.NEGATIVE_INFINITY;

/** Records a server time (epoch milliseconds). Ignores `NaN`. */
export const sawServerTime = (at: number): void => {
  if (!Number.isNaN(at)) latest = Math.max(latest, at - performance.now());
};

/** The server's time minus the device's. */
let difference = 0;
let isMeasured = false;

export const clockDifference = (): number => difference;

/** The difference of earlier, until an answer arrives: a device without a connection may have a wrong clock. */
export const assumeDifference = (earlier = 0): void => {
  if (!isMeasured) difference = earlier;
};

/** Records the time of an answer that has just arrived: late by a second and the way of the answer, at most. */
export const sawAnswer = (at: number): void => {
  sawServerTime(at);
  if (Number.isNaN(at)) return;
  difference = at - Date.now();
  isMeasured = true;
};

/** The server's time by the latest answer; before the first, as assumed, or the device's. Never ahead of the server once it is known. */
export const serverNow = (): number => Date.now() + difference;

/**
 * The device's time, or the server's if the device is slow, so that no server data is from the
 * future.
 */
export const now = (): number => Math.max(Date.now(), latest + performance.now());
