import { createStore } from 'zustand/vanilla';
import type { ServerEvent } from '../../../functions/contracts/realtime.ts';
import type { Call } from '../lib/api-client.ts';
import { applyEvent } from './apply-event.ts';
import type { Cache } from './cache.ts';
import { createCatchUp } from './catch-up.ts';
import type { SocketDeps, SocketStatus } from './socket.ts';
import { createSocket } from './socket.ts';

interface RealtimeDeps extends Pick<SocketDeps, 'open' | 'timers' | 'random'> {
  readonly call: Call;
  readonly cache: Cache;
  readonly userId: () => string | null;
  /** The server answers: what could not be sent can be. */
  readonly onReachable: () => void;
}

/** Socket, events and catching up, put together. React only subscribes to `status`. */
export const createRealtime = (deps: RealtimeDeps) => {
  const { call, cache } = deps;
  const status = createStore<{ socket: SocketStatus }>(() => ({ socket: 'idle' }));
  const catchUp = createCatchUp({ call, cache });

  const onEvent = (event: ServerEvent): void => {
    const userId = deps.userId();
    const missing = userId === null ? null : applyEvent(cache, event, userId);
    if (missing === 'list') void catchUp.list();
    else if (missing) void catchUp.conversation(missing.conversationId);
  };

  const socket = createSocket({
    ...deps,
    issueTicket: async () => (await call('POST /api/realtime/ticket')).ticket,
    onEvent,
    onPong: () => {
      deps.onReachable();
      void catchUp.list();
    },
    onStatus: (next) => status.setState({ socket: next }),
  });

  return { status, catchUp, socket, onEvent };
};
export type Realtime = ReturnType<typeof createRealtime>;
