import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '#contracts/errors.ts';
import { apiHeaders } from '#contracts/headers/api-headers.ts';
import { problemOf } from '#contracts/problem.ts';
import type { Answer } from './answer.ts';

/** API Gateway's own responses, word for word. */
const gatewayAnswers = {
  badRequest: [400, 'Bad Request'],
  unauthorized: [401, 'Unauthorized'],
  tooLarge: [413, 'Request Entity Too Large'],
  failed: [500, 'Internal Server Error'],
  unavailable: [503, 'Service Unavailable'],
} as const;

export const gatewayAnswer = (
  name: keyof typeof gatewayAnswers,
  headers: Record<string, string> = {},
): Answer => {
  const [status, message] = gatewayAnswers[name];
  return {
    status,
    headers: { 'content-type': 'application/json', ...apiHeaders, ...headers },
    body: JSON.stringify({ message }),
  };
};

/** A problem document of this process, for limits that API Gateway does not have. */
export const problemAnswer = (
  code: ErrorCode,
  detail: string,
  retryAfterSeconds?: number,
): Answer => {
  const problem = problemOf({ code, detail }, randomUUID());
  return {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...apiHeaders,
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    },
    body: JSON.stringify(problem),
  };
};

export const refusals = {
  tooLarge: (maxBytes: number): Answer =>
    problemAnswer('payload_too_large', `The body must be at most ${maxBytes} bytes.`),
  tooSlow: (): Answer => problemAnswer('request_timeout', 'The body came too slowly.', 1),
  malformed: (): Answer => gatewayAnswer('badRequest'),
  busy: (): Answer => problemAnswer('busy', 'Nothing was changed: try again.', 1),
  tooMany: (seconds: number): Answer =>
    problemAnswer('too_many_requests', `Try again in ${seconds} s.`, seconds),
  unknownHost: (): Answer =>
    problemAnswer('unknown_host', 'This server has no such name: see --public-url.'),
};
