import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 as HttpResult } from 'aws-lambda';
import { apiHeaders } from '#contracts/headers/api-headers.ts';
import type { ReplyOf, Route } from '#contracts/route.ts';
import type { Failure, Success } from '#core/result.ts';
import { compressed } from './compress.ts';
import { edgeOnly } from './edge.ts';
import { failureOf, problemResponse, readOnlyRefusal } from './errors.ts';
import type { HttpEvent } from './http-event.ts';
import type { HttpRequest, Multipart } from './http-request.ts';
import { parseRequest } from './http-request.ts';
import { logFailure } from './log-failure.ts';
import { logger, logsInfo } from './logger.ts';
import { measuresOf, metricFields } from './metrics.ts';

interface Extras {
  readonly cookies?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** A body that is no JSON. */
  readonly bytes?: Uint8Array;
}

/** What a handler returns: a response of the contract, or one of its errors. */
export type Answer<R extends Route> =
  | Success<ReplyOf<R> & Extras>
  | Failure<R['errors'][number] | 'validation_failed' | 'busy'>;

/** A success response; `body` is null if there is none. */
export const reply = <const S extends number, const B>(
  status: S,
  body: B,
  extras: Extras = {},
): Success<{ status: S; body: B } & Extras> => ({
  ok: true,
  value: { status, body, ...extras },
});

type Parsed<R extends Route> = HttpEvent & { request: HttpRequest<R> };

/** The code of a problem document. */
const codeOf = (response: HttpResult | undefined): { code?: string } => {
  if (!response?.body || (response.statusCode ?? 0) < 400 || response.isBase64Encoded) return {};
  const { code } = JSON.parse(response.body) as { code?: string };
  return code === undefined ? {} : { code };
};

/** One log line per request: route, status, code of a refusal, duration, metrics. Never a path, a query or a body. */
export const accessLog = (routeKey: string) => {
  const startedAt = new WeakMap<object, number>();
  return {
    requestStart: (request: middy.Request) => {
      startedAt.set(request, performance.now());
    },
    requestEnd: (request: middy.Request) => {
      if (!logsInfo()) return;
      const { requestContext } = request.event as HttpEvent;
      const milliseconds = performance.now() - (startedAt.get(request) ?? 0);
      const response: HttpResult | undefined = request.response;
      const status = response?.statusCode;
      const duration = Math.round(milliseconds * 10) / 10;
      logger.info('request', {
        request_id: requestContext.requestId,
        route: routeKey,
        status,
        ...codeOf(response),
        duration_ms: duration,
        ...metricFields(measuresOf(routeKey, status, duration)),
      });
    },
  };
};

/** Refuses requests that break the contract; passes the parsed request to the handler. */
const contractParser = <R extends Route>(
  route: R,
  multipart?: Multipart,
): middy.MiddlewareObj<Parsed<R>, HttpResult> => ({
  before: async ({ event }) => {
    const parsed = await parseRequest(route, event, multipart);
    if (!parsed.ok) return problemResponse(parsed, event.requestContext.requestId);
    event.request = parsed.value;
    return undefined;
  },
});

/** Turns an exception into a fixed problem document with the request id, and logs it. */
export const problemDocuments = (routeKey: string): middy.MiddlewareObj<HttpEvent, HttpResult> => ({
  onError: ({ event, error }) => {
    const { requestId } = event.requestContext;
    logFailure('request failed', { request_id: requestId, route: routeKey }, error);
    return problemResponse(failureOf(error), requestId);
  },
});

const respond = <R extends Route>(answer: Answer<R>, event: HttpEvent): HttpResult => {
  if (!answer.ok) return problemResponse(answer, event.requestContext.requestId);
  const { status, body, cookies = [], headers, bytes } = answer.value;
  return {
    statusCode: status,
    headers: {
      'cache-control': 'no-store',
      ...apiHeaders,
      ...(body !== null && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== null && { body: JSON.stringify(body) }),
    ...(bytes && { body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true }),
    ...(cookies.length > 0 && { cookies: [...cookies] }),
  };
};

/** Checks that some routes run before the contract. */
interface Before {
  readonly multipart?: Multipart;
  /** Refuses by headers alone; null to go on. */
  readonly guard?: (event: HttpEvent) => Failure | null;
}

/**
 * The middleware stack of every HTTP endpoint: access log, problem documents, guard, contract. Routes with
 * files use `multipartHandler`, sign-in routes use `authHandler`.
 */
export const httpHandler = <const R extends Route>(
  route: R,
  handle: (request: HttpRequest<R>) => Promise<Answer<R>>,
  { multipart, guard }: Before = {},
) => {
  const routeKey = `${route.method} ${route.path}`;
  return middy<Parsed<R>, HttpResult>({ timeoutEarlyInMillis: 0, ...accessLog(routeKey) })
    .use(problemDocuments(routeKey))
    .use(route.access === 'bearer' ? [compressed] : [])
    .use(edgeOnly)
    .before(({ event }) => {
      const refused = readOnlyRefusal(route) ?? guard?.(event);
      return refused ? problemResponse(refused, event.requestContext.requestId) : undefined;
    })
    .use(contractParser(route, multipart))
    .handler(async (event: Parsed<R>) => respond(await handle(event.request), event));
};
