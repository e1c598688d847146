import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import findMyWay from 'find-my-way';
import { limits, processLimits } from '#contracts/limits.ts';
import type { Route } from '#contracts/route.ts';
import { routeNames, routes } from '#contracts/routes.ts';
import { within } from '../limits/deadline.ts';
import { Semaphore } from '../limits/semaphore.ts';
import { Slots } from '../limits/slots.ts';
import { logFailure } from '../log-failure.ts';
import { trackChange } from '../read-only.ts';
import { type Admitted, makeAdmission } from './admission.ts';
import { type Answer, answer } from './answer.ts';
import type { Authorizer } from './authorizer.ts';
import { makeCors } from './cors.ts';
import type { Invoke } from './functions.ts';
import { loadHttpFunctions } from './functions.ts';
import { httpEvent } from './http-event.ts';
import type { Peer } from './peer.ts';
import { askForBody, makeBodyReader, noBody, type TakenBody } from './read-body.ts';
import { gatewayAnswer, refusals } from './refusals.ts';

/** The maximum length of a request line: API Gateway has no limit per parameter. */
const maxPathLength = 16_384;

const withoutTrailingSlash = (path: string): string => {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end--;
  return path.slice(0, end);
};

const isWellEncoded = (path: string): boolean => {
  if (!path.includes('%')) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
};

/** Path and query of a request line. */
const partsOf = (url: string): readonly [string, string] => {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
};

const timedOut = Symbol('timed out');

/** Converts the result of a function to a response. */
const answerOf = (result: unknown): Answer => {
  if (result === timedOut) return gatewayAnswer('unavailable');
  const { statusCode, headers, cookies, body, isBase64Encoded } =
    result as APIGatewayProxyStructuredResultV2;
  const bytes = body && isBase64Encoded ? Buffer.from(body, 'base64') : body;
  return {
    status: statusCode ?? 200,
    headers: { ...headers, ...(cookies && { 'set-cookie': cookies }) } as OutgoingHttpHeaders,
    ...(bytes !== undefined && { body: bytes }),
  };
};

const failed = (error: unknown): Answer => {
  logFailure('request', error);
  return gatewayAnswer('failed');
};

interface Matched {
  readonly routeKey: string;
  /** Null for `$default`. */
  readonly route: Route | null;
  readonly invoke: Invoke;
  readonly params: Record<string, string | undefined>;
}

/** Finds the function of a method and path; `$default` handles everything outside the route table. */
const makeRouter = async () => {
  const functions = await loadHttpFunctions();
  const functionOf = (name: (typeof routeNames)[number] | '$default'): Invoke => {
    const invoke = functions.get(name);
    if (!invoke) throw new Error(`no function for ${name}`);
    return invoke;
  };
  const router = findMyWay({ maxParamLength: maxPathLength });
  for (const name of routeNames) {
    const route: Route = routes[name];
    const { method, path } = route;
    const store = { routeKey: `${method} ${path}`, route, invoke: functionOf(name) };
    router.on(method, path.replace(/\{([^}]+)\}/g, ':$1'), () => undefined, store);
  }
  const fallback: Matched = {
    routeKey: '$default',
    route: null,
    invoke: functionOf('$default'),
    params: {},
  };
  return (method: string, path: string): Matched => {
    const found = router.find(method as 'GET', path);
    return found?.store ? { ...found.store, params: found.params } : fallback;
  };
};

/** Settings of the HTTP API of one process. */
interface Options {
  readonly corsOrigins: readonly string[];
  readonly userWritesPerSecond: number;
  /** Resolves when everything that was read is on the disk; null if it is. */
  readonly durable: () => Promise<void> | null;
  /** Receives each answered request; null if nothing is measured. */
  readonly observe: ((routeKey: string, status: number, milliseconds: number) => void) | null;
}

/**
 * The HTTP API of this process. Like API Gateway, it invokes the handlers with its events and uses its
 * bodies for its own errors. Order: size of the body, caller, rate, then reading and parsing.
 */
export const makeHttpGateway = async (
  authorizer: Authorizer,
  { corsOrigins, userWritesPerSecond, durable, observe }: Options,
) => {
  const match = await makeRouter();
  const corsOf = makeCors(corsOrigins);
  const admit = makeAdmission(authorizer, userWritesPerSecond);
  const readBody = makeBodyReader();
  const running = new Slots(processLimits.requests);
  const largeBodies = new Semaphore(processLimits.largeBodies.atOnce);

  /** Reads the body if its route has one; unknown paths and other routes get an empty body. */
  const takeBody = async (
    request: IncomingMessage,
    response: ServerResponse,
    peer: Peer,
    { limitBytes, isForm }: Admitted,
  ): Promise<TakenBody | Answer> => {
    if (limitBytes === 0) return noBody;
    askForBody(request, response);
    const body = await readBody(request, peer, { limitBytes, isForm });
    if (typeof body !== 'string') return body;
    return body === 'tooLarge' ? refusals.tooLarge(limitBytes) : refusals[body]();
  };

  const run = async (invoke: Invoke, event: unknown, peer: Peer): Promise<Answer> => {
    if (!running.take(peer)) return refusals.busy();
    const end = () => running.give(peer);
    const invoked = trackChange(invoke(event));
    invoked.then(end, end);
    return answerOf(await within(invoked, limits.gatewayTimeoutSeconds * 1_000, timedOut));
  };

  const handle = async (
    request: IncomingMessage,
    response: ServerResponse,
    peer: Peer,
  ): Promise<Answer> => {
    const [path, rawQueryString] = partsOf(request.url ?? '/');
    // Ignores a trailing slash; on AWS CloudFront does this.
    const rawPath = withoutTrailingSlash(path);
    if (!isWellEncoded(rawPath)) return gatewayAnswer('badRequest');
    const { routeKey, route, invoke, params } = match(request.method ?? 'GET', rawPath);
    if (observe) {
      const from = performance.now();
      const onClose = (): void => observe(routeKey, response.statusCode, performance.now() - from);
      response.once('close', onClose);
    }
    const admitted = await admit(request, peer, route);
    if ('status' in admitted) return admitted;
    const body = await takeBody(request, response, peer, admitted);
    if ('status' in body) return body;
    const { claims } = admitted;
    try {
      const received = { request, routeKey, rawPath, rawQueryString, claims, body: body.bytes };
      const event = httpEvent({ ...received, pathParameters: params }, peer);
      const isLarge = body.bytes.length > processLimits.largeBodies.bytes;
      const work = () => run(invoke, event, peer);
      const found = await (isLarge ? largeBodies.run(work) : work()).catch(failed);
      // Nobody sees what a loss of power could still undo. A write was answered after its sync.
      if (request.method === 'GET') await durable();
      const headers = { ...found.headers, 'apigw-requestid': event.requestContext.requestId };
      return { ...found, headers };
    } finally {
      body.release();
    }
  };

  const respond = async (
    request: IncomingMessage,
    response: ServerResponse,
    peer: Peer,
  ): Promise<void> => {
    let found: Answer;
    try {
      found = await handle(request, response, peer);
    } catch (error) {
      // The client has disconnected: no response is needed.
      if (request.destroyed && !request.complete) return;
      found = failed(error);
    }
    await answer(request, response, found);
  };

  return (request: IncomingMessage, response: ServerResponse, peer: Peer): void => {
    for (const [name, value] of Object.entries(corsOf(request))) response.setHeader(name, value);
    respond(request, response, peer).catch((error: unknown) => {
      logFailure('answer', error);
      response.destroy();
    });
  };
};
