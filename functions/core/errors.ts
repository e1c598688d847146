/**
 * Thrown by an adapter that lost too many races in a row or was throttled past its bounded retries.
 * The runtime answers 503 `busy`: nothing was written, the same call may be repeated.
 */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}
