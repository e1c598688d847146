/**
 * Thrown by an adapter that lost too many races or was throttled beyond its bounded retries. The runtime
 * answers 503 `busy`: nothing was written, the call may be repeated.
 */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}

/**
 * Thrown by an adapter whose service did not respond: a timeout, a broken connection, an error of the
 * service. The runtime answers 503 `busy`: it is unknown whether the call took effect; it may be repeated.
 */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}
