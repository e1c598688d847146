import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { SocketRouteKey } from '#contracts/realtime.ts';
import { socketRoutes } from '#contracts/realtime.ts';
import type { Peer } from './peer.ts';

export interface SocketIdentity {
  readonly connectionId: string;
  readonly connectedAt: number;
  readonly request: IncomingMessage;
  readonly peer: Peer;
}

const eventTypes: Partial<Record<SocketRouteKey, string>> = {
  $connect: 'CONNECT',
  $disconnect: 'DISCONNECT',
};

const requestContext = (socket: SocketIdentity, routeKey: SocketRouteKey) => {
  const now = Date.now();
  return {
    routeKey,
    eventType: eventTypes[routeKey] ?? 'MESSAGE',
    messageDirection: 'IN',
    connectionId: socket.connectionId,
    connectedAt: socket.connectedAt,
    requestId: randomUUID(),
    extendedRequestId: randomUUID(),
    requestTime: new Date(now).toISOString(),
    requestTimeEpoch: now,
    stage: 'ws',
    apiId: 'local',
    domainName: socket.peer.host ?? 'localhost',
    identity: {
      sourceIp: socket.peer.address,
      userAgent: socket.request.headers['user-agent'] ?? '',
    },
  };
};

/** `$connect`: the only event with query and headers of the handshake. The last of repeated values counts. */
export const connectEvent = (socket: SocketIdentity) => {
  const { searchParams } = new URL(socket.request.url ?? '/', 'http://localhost');
  const query = Object.fromEntries(searchParams);
  return {
    headers: Object.fromEntries(
      Object.entries(socket.request.headers).map(([name, value]) => [name, String(value)]),
    ),
    ...(searchParams.size > 0 && { queryStringParameters: query }),
    requestContext: requestContext(socket, '$connect'),
    isBase64Encoded: false,
  };
};

export const disconnectEvent = (socket: SocketIdentity) => ({
  requestContext: requestContext(socket, '$disconnect'),
  isBase64Encoded: false,
});

/** Routes by `$request.body.action`; frames without a known action go to `$default`. */
export const routeOfFrame = (body: string): SocketRouteKey => {
  try {
    const { action } = JSON.parse(body) as { action?: unknown };
    const isRoute = typeof action === 'string' && Object.hasOwn(socketRoutes, action);
    return isRoute && !action.startsWith('$') ? (action as SocketRouteKey) : '$default';
  } catch {
    return '$default';
  }
};

export const messageEvent = (socket: SocketIdentity, routeKey: SocketRouteKey, body: string) => ({
  requestContext: { ...requestContext(socket, routeKey), messageId: randomUUID() },
  body,
  isBase64Encoded: false,
});
