/** Of all server times that were seen, the latest, less what `performance` showed then. */
let latest = Number.NEGATIVE_INFINITY;

/** Epoch milliseconds by the server's clock; what is no time counts for nothing. */
export const sawServerTime = (at: number): void => {
  if (!Number.isNaN(at)) latest = Math.max(latest, at - performance.now());
};

/** The time: the device's, unless that is slow. What the server has is never from the future. */
export const now = (): number => Math.max(Date.now(), latest + performance.now());
