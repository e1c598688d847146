import type { ErrorCode, FieldError } from '#contracts/errors.ts';
import type { SessionEnd } from '#contracts/session-end.ts';
import type { StorageUse } from '#contracts/storage-use.ts';

/** An expected refusal, with a code of the closed list. Exceptions are for bugs. */
export interface Failure<C extends ErrorCode = ErrorCode> {
  readonly ok: false;
  readonly code: C;
  /** For people; clients go by the code. */
  readonly detail?: string;
  readonly retryAfterSeconds?: number;
  /** Why the session of a refused token ended. */
  readonly reason?: SessionEnd;
  /** For `second_factor_required`: what the second call needs. */
  readonly challenge?: string;
  /** For `storage_full`: usage and limit. */
  readonly storage?: StorageUse;
  /** For a 422: each invalid field with its rule. */
  readonly errors?: readonly FieldError[];
}
export interface Success<T> {
  readonly ok: true;
  readonly value: T;
}
export type Result<T, C extends ErrorCode = ErrorCode> = Success<T> | Failure<C>;

export const ok = <T>(value: T): Success<T> => ({ ok: true, value });

export const fail = <C extends ErrorCode>(
  code: C,
  more: Omit<Failure<C>, 'ok' | 'code'> = {},
): Failure<C> => ({ ok: false, code, ...more });
