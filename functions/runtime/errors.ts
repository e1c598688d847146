import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { apiHeaders } from '../contracts/api-headers.ts';
import { problemOf } from '../contracts/problem.ts';
import { BusyError } from '../core/errors.ts';
import type { Failure } from '../core/result.ts';
import { fail } from '../core/result.ts';

/** A refusal as a problem document. */
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

/** An exception as a refusal: only `BusyError` has a meaning for the caller, all else is a bug. */
export const failureOf = (error: unknown): Failure =>
  error instanceof BusyError
    ? fail('busy', { detail: 'Nothing was changed: try again.', retryAfterSeconds: 1 })
    : fail('internal_error', { detail: 'Something went wrong on our side.' });
