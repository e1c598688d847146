import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { isRefusedWhileReadOnly, readOnlyRetrySeconds } from '#contracts/archive/read-only.ts';
import { apiHeaders } from '#contracts/headers/api-headers.ts';
import { problemOf } from '#contracts/problem.ts';
import type { Route } from '#contracts/route.ts';
import { BusyError, UnavailableError } from '#core/errors.ts';
import type { Failure } from '#core/result.ts';
import { fail } from '#core/result.ts';

export const problemResponse = (
  failure: Failure,
  requestId: string,
  headers: Record<string, string> = {},
): APIGatewayProxyStructuredResultV2 => {
  const problem = problemOf(failure, requestId);
  return {
    statusCode: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...apiHeaders,
      ...(failure.retryAfterSeconds && { 'retry-after': String(failure.retryAfterSeconds) }),
      ...headers,
    },
    body: JSON.stringify(problem),
  };
};

const busy = (detail: string): Failure => fail('busy', { detail, retryAfterSeconds: 1 });

/** An exception as a refusal: 503 for what may succeed a moment later, otherwise 500 for a bug. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof BusyError) return busy('Nothing was changed: try again.');
  if (error instanceof UnavailableError) {
    return busy(
      'A part of the service did not respond. The request may have taken effect: try again.',
    );
  }
  return fail('internal_error', { detail: 'Something went wrong on our side.' });
};

const readOnly: Failure<'read_only'> = fail('read_only', {
  detail:
    'This Parley is moving to another server, and changes nothing meanwhile. Clients keep unsent messages and repeat them.',
  retryAfterSeconds: readOnlyRetrySeconds,
});

/**
 * Refuses changes while this Parley is read-only; otherwise null. `npm run read-only` sets the variable: of each
 * function on AWS, and of the running process through its data folder.
 */
export const readOnlyRefusal = (route: Route): Failure<'read_only'> | null =>
  process.env['READ_ONLY'] === 'on' && isRefusedWhileReadOnly(route) ? readOnly : null;
