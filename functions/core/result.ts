import type { ErrorCode, FieldError } from '../contracts/errors.ts';
import type { SessionEnd } from '../contracts/session-end.ts';
import type { StorageUse } from '../contracts/storage-use.ts';

/** An expected refusal: a value with a code of the closed list. Exceptions are bugs. */
export interface Failure<C extends ErrorCode = ErrorCode> {
  readonly ok: false;
  readonly code: C;
  /** For people; clients go by the code. */
  readonly detail?: string;
  readonly retryAfterSeconds?: number;
  /** Why the session of a refused token ended. */
  readonly reason?: SessionEnd;
  /** Of `storage_full`: what is used, and what may be. */
  readonly storage?: StorageUse;
  /** Of a 422: which field broke which rule. */
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
