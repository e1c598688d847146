import type { ErrorCode, FieldError } from '#contracts/errors.ts';
import type { SessionEnd } from '#contracts/session-end.ts';

/** `network`: no answer came. `gateway`: an answer without a Parley error code; use the status. */
export type ApiErrorCode = ErrorCode | 'network' | 'gateway';

/** Statuses worth a retry: no answer, request timeout, rate limit. */
const TRANSIENT: ReadonlySet<number> = new Set([0, 408, 429]);

/** Statuses that proxies answer for a server that is down. */
const UNREACHABLE: ReadonlySet<number> = new Set([502, 503, 504]);

/** Refusals that can end without a change to the request (unblocking, a new day, free space). */
const LIFTABLE: ReadonlySet<string> = new Set([
  'blocked',
  'user_not_found',
  'too_many_uploads',
  'storage_full',
  'quota',
  'full',
]);

/** Whether the same request can succeed later although it was refused with this code. */
export const mayBeLifted = (code: string): boolean => LIFTABLE.has(code);

/** A call that was refused, or that got no answer (status 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ApiErrorCode;
  readonly fields: readonly FieldError[];
  readonly retryAfterSeconds: number | null;
  /** Why the session of a rejected token ended, if the server says so. */
  readonly reason: SessionEnd | null;
  /** Of a sign-in that waits for a code (`second_factor_required`): for `completeSignIn`. */
  readonly challenge: string | null;

  constructor(
    status: number,
    code: ApiErrorCode,
    details: {
      fields?: readonly FieldError[];
      retryAfterSeconds?: number | null;
      reason?: SessionEnd | null;
      challenge?: string | null;
    } = {},
  ) {
    super(`${status} ${code}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.fields = details.fields ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.reason = details.reason ?? null;
    this.challenge = details.challenge ?? null;
  }

  /** No Parley answered: there is no network, or a gateway answered for a server that is down. */
  get isUnreachable(): boolean {
    return this.status === 0 || (this.code === 'gateway' && UNREACHABLE.has(this.status));
  }

  /** The server decided against this call. Otherwise it waits: for an answer, or for the user's next session. */
  get isRefusal(): boolean {
    return !this.isTransient && this.status !== 401;
  }

  /** True if a retry of the same call may succeed. */
  get isTransient(): boolean {
    return TRANSIENT.has(this.status) || this.status >= 500;
  }
}

const retryAfterOf = (response: Response): number | null => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : null;
};

/**
 * Reads a refusal: a problem document of Parley, or any other body from a gateway in front of it.
 */
export const apiErrorOf = async (response: Response): Promise<ApiError> => {
  const body: unknown = await response.json().catch(() => null);
  const problem = (body ?? {}) as {
    code?: ErrorCode;
    errors?: FieldError[];
    reason?: SessionEnd;
    challenge?: string;
  };
  return new ApiError(response.status, problem.code ?? 'gateway', {
    fields: problem.errors ?? [],
    retryAfterSeconds: retryAfterOf(response),
    reason: problem.reason ?? null,
    challenge: problem.challenge ?? null,
  });
};
