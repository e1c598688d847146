import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import findMyWay from 'find-my-way';
import { limits } from '../../functions/contracts/limits.ts';
import type { Route } from '../../functions/contracts/route.ts';
import { routeNames, routes } from '../../functions/contracts/routes.ts';
import type { Authorizer } from './authorizer.ts';
import { makeCors } from './cors.ts';
import type { Invoke } from './functions.ts';
import { loadHttpFunctions } from './functions.ts';
import { httpEvent } from './http-event.ts';
import { readBody } from './read-body.ts';

/** As long as a request line may be: API Gateway has no limit of its own for a parameter. */
const maxPathLength = 16_384;

/** What API Gateway says by itself, word for word. */
const gatewayAnswers = {
  badRequest: [400, 'Bad Request'],
  unauthorized: [401, 'Unauthorized'],
  tooLarge: [413, 'Request Entity Too Large'],
  failed: [500, 'Internal Server Error'],
  unavailable: [503, 'Service Unavailable'],
} as const;

const refuse = (
  response: ServerResponse,
  answer: keyof typeof gatewayAnswers,
  headers: Record<string, string> = {},
): void => {
  const [status, message] = gatewayAnswers[answer];
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(JSON.stringify({ message }));
};

const withoutTrailingSlash = (path: string): string => {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end--;
  return path.slice(0, end);
};

const isWellEncoded = (path: string): boolean => {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
};

const timedOut = Symbol('timed out');

/** A function that takes too long is no longer waited for. */
const withTimeout = async (work: Promise<unknown>): Promise<unknown> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(() => resolve(timedOut), limits.gatewayTimeoutSeconds * 1_000);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
};

const send = (response: ServerResponse, result: unknown): void => {
  const { statusCode, headers, cookies, body, isBase64Encoded } =
    result as APIGatewayProxyStructuredResultV2;
  for (const [name, value] of Object.entries(headers ?? {})) {
    response.setHeader(name, String(value));
  }
  if (cookies) response.setHeader('set-cookie', cookies);
  response.statusCode = statusCode ?? 200;
  response.end(body && isBase64Encoded ? Buffer.from(body, 'base64') : body);
};

interface Matched {
  readonly routeKey: string;
  readonly access: Route['access'];
  readonly invoke: Invoke;
  readonly params: Record<string, string | undefined>;
}

/** Finds the function of a method and path; `$default` takes what the route table does not have. */
const makeRouter = async () => {
  const functions = await loadHttpFunctions();
  const functionOf = (name: (typeof routeNames)[number] | '$default'): Invoke => {
    const invoke = functions.get(name);
    if (!invoke) throw new Error(`no function for ${name}`);
    return invoke;
  };
  const router = findMyWay({ maxParamLength: maxPathLength });
  for (const name of routeNames) {
    const { method, path, access }: Route = routes[name];
    const store = { routeKey: `${method} ${path}`, access, invoke: functionOf(name) };
    router.on(method, path.replace(/\{([^}]+)\}/g, ':$1'), () => undefined, store);
  }
  const fallback: Matched = {
    routeKey: '$default',
    access: 'public',
    invoke: functionOf('$default'),
    params: {},
  };
  return (method: string, path: string): Matched => {
    const found = router.find(method as 'GET', path);
    return found?.store ? { ...found.store, params: found.params } : fallback;
  };
};

/**
 * The HTTP API of this process: takes requests as API Gateway does, invokes the same handlers with the
 * same events, and answers with its bodies where it answers by itself.
 */
export const makeHttpGateway = async (
  authorizer: Authorizer,
  { isTls, corsOrigins }: { isTls: boolean; corsOrigins: readonly string[] },
) => {
  const match = await makeRouter();
  const corsOf = makeCors(corsOrigins);

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path = '/', rawQueryString = ''] = (request.url ?? '/').split(/\?(.*)/s, 2);
    // The same route with and without a trailing slash; on AWS CloudFront does this.
    const rawPath = withoutTrailingSlash(path);
    if (!isWellEncoded(rawPath)) {
      request.resume();
      return refuse(response, 'badRequest');
    }
    const { routeKey, access, invoke, params } = match(request.method ?? 'GET', rawPath);
    const verdict = access === 'bearer' ? await authorizer(request.headers.authorization) : null;
    if (verdict && !verdict.claims) {
      request.resume();
      return refuse(response, 'unauthorized', { 'www-authenticate': verdict.challenge });
    }
    const body = await readBody(request, limits.body.gatewayBytes);
    if (!body) return refuse(response, 'tooLarge', { connection: 'close' });
    const event = httpEvent(
      {
        request,
        routeKey,
        rawPath,
        rawQueryString,
        pathParameters: params,
        claims: verdict?.claims ?? null,
        body,
      },
      isTls,
    );
    response.setHeader('apigw-requestid', event.requestContext.requestId);
    const result = await withTimeout(invoke(event));
    if (result === timedOut) return refuse(response, 'unavailable');
    return send(response, result);
  };

  return (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeaders(new Map(Object.entries(corsOf(request))));
    handle(request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return;
      console.error(error);
      if (response.headersSent) response.destroy();
      else refuse(response, 'failed');
    });
  };
};
