import type { ServerEvent } from '../../functions/contracts/realtime.ts';
import type { Call } from '../http/call.ts';
import { createStore } from '../platform/store.ts';
import type { SocketDeps, SocketStatus } from '../socket/socket.ts';
import { createSocket } from '../socket/socket.ts';
import type { TabBus } from '../tabs/bus.ts';
import type { LeaderLocks } from '../tabs/leader.ts';
import { createTabs } from '../tabs/tabs.ts';
import { applyEvent } from './apply-event.ts';
import type { Cache } from './cache.ts';
import { createCatchUp } from './catch-up.ts';
import { createPresence } from './presence.ts';
import { createReadMarks } from './read-marks.ts';
import { createTyping } from './typing.ts';

interface RealtimeDeps extends Pick<SocketDeps, 'open' | 'timers' | 'random'> {
  readonly userId: string;
  readonly call: Call;
  readonly cache: Cache;
  readonly now: () => number;
  readonly locks: LeaderLocks | null;
  readonly bus: TabBus;
  readonly onEvent?: (event: ServerEvent) => void;
  /** The server answers: what could not be sent can be. */
  readonly onReachable: () => void;
  /** Whether this page is the one that sends for all pages of this browser. */
  readonly onLeading: (isLeading: boolean) => void;
}

/**
 * Socket, events and catching up of one signed-in user. One page of a browser leads and holds the
 * socket; the others hear everything from it. React only subscribes to `status` and `typing`.
 */
export const createRealtime = (deps: RealtimeDeps) => {
  const { call, cache, userId } = deps;
  const status = createStore<{ socket: SocketStatus }>(() => ({ socket: 'idle' }));
  const listeners = new Set<(event: ServerEvent) => void>();
  /** Tickets since the last pong: several mean that something lets calls through, but no sockets. */
  let ticketsInVain = 0;

  const catchUp = createCatchUp({
    ...deps,
    onList: (fresh) => {
      readMarks.resume();
      tabs.tellList(fresh);
    },
  });
  const readMarks = createReadMarks({ call, cache });
  const typing = createTyping({ ...deps, send: (frame) => tabs.sendFrame(frame) });

  const onEvent = (event: ServerEvent): void => {
    typing.hear(event, userId);
    deps.onEvent?.(event);
    const missing = applyEvent(cache, event, userId);
    if (missing === 'list') void catchUp.list();
    else if (missing) void catchUp.conversation(missing.conversationId);
    for (const listener of listeners) listener(event);
  };

  const onReachable = (): void => {
    readMarks.resume();
    deps.onReachable();
  };

  const tellAll = (event: ServerEvent): void => {
    tabs.tellEvent(event);
    onEvent(event);
  };
  const presence = createPresence({ ...deps, onUpdate: tellAll, readList: catchUp.list });

  const socket = createSocket({
    ...deps,
    issueTicket: async () => {
      const { ticket } = await call('POST /api/realtime/ticket');
      if (++ticketsInVain > 1) {
        onReachable();
        void catchUp.list();
      }
      return ticket;
    },
    onEvent: (event) => {
      tellAll(event);
      presence.hear(event);
    },
    onPong: () => {
      ticketsInVain = 0;
      onReachable();
      void catchUp.list();
    },
    onStatus: (next) => {
      status.setState({ socket: next });
      tabs.tellStatus(next);
    },
  });

  const tabs = createTabs({
    ...deps,
    socket,
    onEvent,
    onStatus: (next) => status.setState({ socket: next }),
    onList: (fresh) => {
      readMarks.resume();
      void catchUp.compare(fresh);
    },
  });

  return {
    status,
    typing,
    catchUp,
    markRead: readMarks.mark,
    /** Hears each event once it is in the cache. Returns how to stop. */
    onEvent: (listener: (event: ServerEvent) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isLeading: tabs.isLeading,
    start: tabs.start,
    stop: (): void => {
      tabs.stop();
      typing.reset();
      presence.reset();
      catchUp.reset();
      readMarks.reset();
    },
    /** Focus, or another network, or none. */
    wake: tabs.wake,
    setVisible: tabs.setVisible,
  };
};
export type Realtime = ReturnType<typeof createRealtime>;
