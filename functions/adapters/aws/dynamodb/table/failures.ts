import { BusyError } from '#core/errors.ts';

const throttles = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);
const conflicts = new Set([
  'TransactionConflict',
  'TransactionConflictException',
  'TransactionInProgressException',
]);
const refusals = new Set(['ConditionalCheckFailed', 'ConditionalCheckFailedException']);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** The cancellation codes of a transaction, one per item in order; null for any other error. */
export const cancellationOf = (error: unknown): string[] | null => {
  if (nameOf(error) !== 'TransactionCanceledException') return null;
  const { CancellationReasons: reasons = [] } = error as {
    CancellationReasons?: { readonly Code?: string }[];
  };
  return reasons.map(({ Code = 'None' }) => Code);
};

export const isRefusal = (code: string): boolean => refusals.has(code);

/** Is this a failed condition of a single write? */
export const isConditionFailure = (error: unknown): boolean => isRefusal(nameOf(error));

const isTransient = (code: string): boolean => throttles.has(code) || conflicts.has(code);

/** Throttled, or in conflict with another transaction: the same call may succeed a moment later. */
export const isContention = (error: unknown): boolean =>
  error instanceof BusyError ||
  isTransient(nameOf(error)) ||
  (cancellationOf(error)?.some(isTransient) ?? false);

/** A concurrent write won: what was read has changed. */
export const isLostRace = (error: unknown): boolean =>
  isContention(error) ||
  isConditionFailure(error) ||
  (cancellationOf(error)?.some(isRefusal) ?? false);
