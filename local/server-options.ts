import type { IncomingMessage } from 'node:http';
import { processLimits } from '#contracts/limits.ts';

/** Other protocols that a client offers (h2c) are ignored, as API Gateway does. */
const isWebSocket = (request: IncomingMessage): boolean =>
  request.headers.upgrade?.toLowerCase() === 'websocket';

/** Of `node:http` and `node:https`. */
export const serverOptions = {
  shouldUpgradeCallback: isWebSocket,
  headersTimeout: processLimits.headersSeconds * 1_000,
  // The upper limit for receiving any request; bodies have shorter limits.
  requestTimeout: processLimits.upload.totalSeconds * 1_000,
  connectionsCheckingInterval: 1_000,
  // Proxies keep a connection for 60 s: the proxy closes it first, so no request meets a closing connection.
  keepAliveTimeout: 65_000,
};
