import {
  ApiGatewayManagementApiClient,
  type ApiGatewayManagementApiClientConfig,
  DeleteConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { frameOf } from '../../../contracts/frame.ts';
import type { Broadcaster } from '../../../core/ports/sockets.ts';

export interface SocketsEnv {
  /** `https://<host>/<stage>` of the WebSocket API. */
  readonly CONNECTIONS_ENDPOINT: string;
}

/** Within what a sender waits for pushes; one try, as a push is best effort. */
const patienceMs = 900;
const settings: ApiGatewayManagementApiClientConfig = {
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: patienceMs,
    requestTimeout: patienceMs,
    throwOnRequestTimeout: true,
  },
};

const goneStatus = 410;

/** By the status: emulators give the error other names. */
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
    // This gateway chooses the close code itself.
    disconnect: async (connectionId) => {
      try {
        await client.send(new DeleteConnectionCommand({ ConnectionId: connectionId }));
      } catch {
        // Gone already, or the gateway's own limits will end it.
      }
    },
  };
};
