import middy from '@middy/core';
import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { errorStatus } from '#contracts/errors.ts';
import { type FrameError, frameErrors } from '#contracts/socket/socket-codes.ts';
import type { Broadcaster } from '#core/ports/sockets.ts';
import { failureOf } from './errors.ts';
import { logFailure } from './log-failure.ts';
import { logger } from './logger.ts';
import { metricFields } from './metrics.ts';

export type SocketEvent = APIGatewayProxyWebsocketEventV2 & {
  /** Only on `$connect`. */
  headers?: Record<string, string>;
  queryStringParameters?: Record<string, string> | null;
};

/** Only the result of `$connect` matters: 200 accepts the handshake, any other status refuses it. */
export interface SocketResult {
  readonly statusCode: number;
}

/** Frames that clients repeat: a line for each success would cost more than the function. */
const frequent: ReadonlySet<string> = new Set(['ping', 'typing']);

const socketLog = (routeKey: string) => ({
  requestEnd: ({ event, response }: middy.Request) => {
    const { requestContext } = event as SocketEvent;
    const status = (response as SocketResult | undefined)?.statusCode;
    const metrics = metricFields();
    if (status === 200 && frequent.has(routeKey) && Object.keys(metrics).length === 0) return;
    logger.info('frame', {
      request_id: requestContext.requestId,
      connection_id: requestContext.connectionId,
      route: routeKey,
      status,
      ...metrics,
    });
  },
});

const logFailures = (routeKey: string): middy.MiddlewareObj<SocketEvent, SocketResult> => ({
  onError: ({ event, error }) => {
    const { requestId, connectionId } = event.requestContext;
    const ids = { request_id: requestId, connection_id: connectionId };
    logFailure('frame failed', { ...ids, route: routeKey }, error);
    return { statusCode: errorStatus[failureOf(error).code] };
  },
});

/** Sends an `error` event about a frame, with field and rule if known. The socket stays open. */
export const refuseFrame = async (
  sockets: Broadcaster,
  connectionId: string,
  code: FrameError,
  issues: readonly { path: PropertyKey[]; message: string }[] = [],
): Promise<void> => {
  const rules = issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  const detail = rules || frameErrors[code];
  await sockets.post(connectionId, { type: 'error', payload: { code, detail } });
};

/** The middleware stack of every WebSocket route; `handle` returns the status of a handshake. */
export const websocketHandler = (
  routeKey: string,
  handle: (event: SocketEvent) => Promise<number | undefined>,
) =>
  middy<SocketEvent, SocketResult>({ timeoutEarlyInMillis: 0, ...socketLog(routeKey) })
    .use(logFailures(routeKey))
    .handler(async (event: SocketEvent) => ({ statusCode: (await handle(event)) ?? 200 }));
