import type { SocketRouteKey } from '#contracts/realtime.ts';
import { socketEnv } from '../../functions/runtime/env.ts';
import { together } from '../constructs/binding.ts';
import type { Endpoint } from './endpoint.ts';
import { emittingPresence, endpoint, pushing, sizes, withIdentity } from './endpoint.ts';

/** A function for every route of the WebSocket API. */
export const socketEndpoints: Record<SocketRouteKey, Endpoint> = {
  $connect: endpoint({
    env: socketEnv.connect,
    // Verifies a signature and closes surplus sockets while the user waits for the site to connect.
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'TicketStore.take',
          'ConversationStore.get',
          'ConnectionRegistry.add',
        ),
        ...emittingPresence(resources),
        ...withIdentity(
          resources,
          'IdentityProvider.verifyAccessToken',
          'IdentityProvider.touchSession',
        ),
        resources.sockets.uses('Broadcaster.disconnect'),
      ),
  }),
  $disconnect: endpoint({
    env: socketEnv.disconnect,
    ...sizes.small,
    backend: (resources) => together(...emittingPresence(resources)),
  }),
  $default: endpoint({
    env: socketEnv.default,
    ...sizes.small,
    backend: ({ table, sockets }) =>
      together(
        table.uses('ConnectionRegistry.get'),
        sockets.uses('Broadcaster.post', 'Broadcaster.disconnect'),
      ),
  }),
  ping: endpoint({
    env: socketEnv.ping,
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
    env: socketEnv.typing,
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
