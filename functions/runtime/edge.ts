import type middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 as HttpResult } from 'aws-lambda';
import * as z from 'zod';
import { fail } from '#core/result.ts';
import { readEnv, viewerEnv } from './env.ts';
import { problemResponse } from './errors.ts';
import type { HttpEvent } from './http-event.ts';
import { isOriginSecret } from './viewer.ts';

/** The environment that every function behind a gateway has in addition to its `env.ts`. */
export const edgeEnv = z.object(viewerEnv);

const { ORIGIN_SECRET: secret } = readEnv(edgeEnv);

/**
 * Whether this request bypassed CloudFront and called the API directly, so that no rule of the operator (a
 * WAF) has checked it. False without CloudFront, where there is no secret. API Gateway lower-cases header
 * names in HTTP events, but not in WebSocket events.
 */
export const bypassesEdge = (headers: Readonly<Record<string, string | undefined>>): boolean => {
  if (secret === undefined) return false;
  const sent = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-origin-secret');
  return !isOriginSecret(sent?.[1], secret);
};

const refusal = fail('forbidden_origin', {
  detail: 'Call the API at the address of the site, not at the address of its gateway.',
});

/** Refuses requests that bypass CloudFront, before anything is read or parsed. */
export const edgeOnly: middy.MiddlewareObj<HttpEvent, HttpResult> = {
  before: ({ event }) =>
    bypassesEdge(event.headers)
      ? problemResponse(refusal, event.requestContext.requestId)
      : undefined,
};
