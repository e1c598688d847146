import { makeLogBound } from '../functions/runtime/log-bound.ts';

const bound = makeLogBound();

/**
 * Prints an error with its stack, a limited number of each kind, since clients or a full disk can repeat
 * it.
 */
export const logFailure = (
  kind:
    | 'request'
    | 'answer'
    | 'frame'
    | 'file'
    | 'sweep'
    | 'expiry'
    | 'read-only'
    | 'check'
    | 'backup'
    | 'metrics'
    | 'removals'
    | 'upgrade'
    | 'removal'
    | 'notifications',
  error: unknown,
): void => {
  const leftOut = bound(kind);
  if (leftOut === null) return;
  const note = leftOut > 0 ? ` (${leftOut} more since the last one)` : '';
  console.error(`${kind} failed${note}:`, error);
};
