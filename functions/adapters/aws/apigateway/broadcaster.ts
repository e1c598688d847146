import {
  ApiGatewayManagementApiClient,
  type ApiGatewayManagementApiClientConfig,
  DeleteConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { frameOf } from '#contracts/socket/frame.ts';
import type { Broadcaster } from '#core/ports/sockets.ts';

export interface SocketsEnv {
  /** `https://<host>/<stage>` of the WebSocket API. */
  readonly CONNECTIONS_ENDPOINT: string;
}

/** Below the time that a sender waits for pushes. No retries: pushes are best effort. */
const timeoutMs = 900;
const settings: ApiGatewayManagementApiClientConfig = {
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: timeoutMs,
    requestTimeout: timeoutMs,
    throwOnRequestTimeout: true,
  },
};

const goneStatus = 410;

/** Checks the status, since emulators name the error differently. */
const isGone = (error: unknown): boolean =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === goneStatus;

/** Pushes through the management API of the WebSocket gateway. */
export const broadcaster = (env: SocketsEnv): Broadcaster => {
  const client = new ApiGatewayManagementApiClient({
    ...settings,
    endpoint: env.CONNECTIONS_ENDPOINT,
  });
  return {
    post: async (connectionId, event) => {
      const Data = frameOf(event);
      try {
        await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data }));
        return 'sent';
      } catch (error) {
        return isGone(error) ? 'gone' : 'failed';
      }
    },
    // API Gateway sets the close code itself.
    disconnect: async (connectionId) => {
      try {
        await client.send(new DeleteConnectionCommand({ ConnectionId: connectionId }));
      } catch {
        // Already gone, or the gateway's own limits will close it.
      }
    },
  };
};
