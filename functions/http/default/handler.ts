import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { routes } from '#contracts/routes.ts';
import { fail } from '#core/result.ts';
import { edgeOnly } from '../../runtime/edge.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { problemResponse } from '../../runtime/errors.ts';
import type { HttpEvent } from '../../runtime/http-event.ts';

const config = readEnv(httpEnv.default);
const patterns = Object.values(routes).map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
}));

/** A CORS preflight of a browser. The gateway in front adds the allowed origins. */
const isPreflight = ({ headers, requestContext: { http } }: HttpEvent): boolean =>
  http.method === 'OPTIONS' && 'access-control-request-method' in headers;

/** Handles every path and method outside the route table: 404, or 405 with `Allow`. Public. */
export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>({
  timeoutEarlyInMillis: 0,
})
  .use(edgeOnly)
  .handler(async (event: HttpEvent) => {
    const { rawPath, requestContext } = event;
    if (config.CORS === 'on' && isPreflight(event)) return { statusCode: 204 };
    const path = rawPath.endsWith('/') ? rawPath.slice(0, -1) : rawPath;
    const allowed = patterns
      .filter(({ pattern }) => pattern.test(path))
      .map(({ method }) => method);
    // A known path with an allowed method arrives here only with a trailing slash, if nothing in front has
    // removed it.
    const isUnknown =
      allowed.length === 0 || allowed.some((known) => known === requestContext.http.method);
    if (isUnknown) return problemResponse(fail('route_not_found'), requestContext.requestId);
    const allow = [...new Set(allowed)].sort().join(', ');
    return problemResponse(fail('method_not_allowed'), requestContext.requestId, { allow });
  });
