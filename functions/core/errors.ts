/**
 * Thrown by an adapter that lost too many races in a row or was throttled past its bounded retries.
 * The runtime answers 503 `busy`: nothing was written, the same call may be repeated.
 */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}

/**
 * Thrown by an adapter whose service gave no answer: a timeout, a broken connection, an error of the service.
 * The runtime answers 503 `busy`; whether the call took effect is unknown, and it may be repeated.
 */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}
