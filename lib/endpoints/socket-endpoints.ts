import type { SocketRouteKey } from '../../functions/contracts/realtime.ts';
import { env as connectEnv } from '../../functions/websocket/connect/env.ts';
import { env as defaultEnv } from '../../functions/websocket/default/env.ts';
import { env as disconnectEnv } from '../../functions/websocket/disconnect/env.ts';
import { env as pingEnv } from '../../functions/websocket/ping/env.ts';
import { env as typingEnv } from '../../functions/websocket/typing/env.ts';
import { together } from '../constructs/binding.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoint, pushing, sizes, tellingPresence, withIdentity } from './endpoint.ts';

/** A function for every route of the WebSocket API. */
export const socketEndpoints: Record<SocketRouteKey, Endpoint> = {
  $connect: endpoint({
    env: connectEnv,
    // Verifies a signature and closes surplus sockets while a person waits for the site to come alive.
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'TicketStore.take',
          'ConversationStore.get',
          'ConnectionRegistry.add',
        ),
        ...tellingPresence(resources),
        ...withIdentity(
          resources,
          'IdentityProvider.verifyAccessToken',
          'IdentityProvider.touchSession',
        ),
        resources.sockets.uses('Broadcaster.disconnect'),
      ),
  }),
  $disconnect: endpoint({
    env: disconnectEnv,
    ...sizes.small,
    backend: (resources) => together(...tellingPresence(resources)),
  }),
  $default: endpoint({
    env: defaultEnv,
    ...sizes.small,
    backend: ({ table, sockets }) =>
      together(
        table.uses('ConnectionRegistry.get'),
        sockets.uses('Broadcaster.post', 'Broadcaster.disconnect'),
      ),
  }),
  ping: endpoint({
    env: pingEnv,
    ...sizes.small,
    backend: ({ table, sockets }) =>
      together(
        table.uses(
          'UserStore.get',
          'UserStore.setPresence',
          'ConnectionRegistry.get',
          'ConnectionRegistry.renew',
          'ConnectionRegistry.remove',
        ),
        sockets.uses('Broadcaster.post', 'Broadcaster.disconnect'),
      ),
  }),
  typing: endpoint({
    env: typingEnv,
    ...sizes.small,
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.getMany',
          'BlockStore.isBlockedBetween',
          'ConversationStore.get',
          'ConnectionRegistry.get',
        ),
        ...pushing(resources),
        resources.sockets.uses('Broadcaster.disconnect'),
      ),
  }),
};
