import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ErrorCode, Problem } from '../contracts/errors.ts';
import { errorStatus } from '../contracts/errors.ts';
import { BusyError } from '../core/errors.ts';
import type { Failure } from '../core/result.ts';
import { fail } from '../core/result.ts';

const titleOf = (code: ErrorCode): string => {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A refusal as a problem document (RFC 9457); the status comes from the table in the contracts. */
export const problemResponse = (
  failure: Failure,
  requestId: string,
  headers: Record<string, string> = {},
): APIGatewayProxyStructuredResultV2 => {
  const status = errorStatus[failure.code];
  const title = titleOf(failure.code);
  const problem: Problem = {
    type: `urn:parley:problem:${failure.code}`,
    title,
    status,
    detail: failure.detail ?? `${title}.`,
    code: failure.code,
    request_id: requestId,
    ...(failure.reason && { reason: failure.reason }),
    ...(failure.errors && { errors: [...failure.errors] }),
  };
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
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
