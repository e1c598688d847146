import type { ServerEvent } from '#contracts/realtime.ts';
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
import { createMarkChanges } from './marks/mark-changes.ts';
import type { ChangeStorage } from './pending/change-storage.ts';
import { createPresence } from './presence.ts';
import { createReactionChanges } from './reaction-changes.ts';
import { createReadMarks } from './read-marks.ts';
import type { SettingsDeps } from './settings-changes.ts';
import { createSettingsChanges } from './settings-changes.ts';
import { createTyping } from './typing.ts';

interface RealtimeDeps extends Pick<SocketDeps, 'open' | 'timers' | 'random'> {
  readonly userId: string;
  readonly changes: ChangeStorage;
  readonly call: Call;
  readonly cache: Cache;
  readonly now: () => number;
  readonly newId: () => string;
  readonly locks: LeaderLocks | null;
  readonly bus: TabBus;
  readonly onEvent?: (event: ServerEvent) => void;
  /** The server can be reached: unsent items can be sent. */
  readonly onReachable: () => void;
  /** Whether this tab is the leader, which sends for all tabs of this browser. */
  readonly onLeading: (isLeading: boolean) => void;
}

/**
 * Socket, events and catch-up of one signed-in user. The leader tab holds the socket; the others
 * receive everything from it. React subscribes only to `status` and `typing`.
 */
export const createRealtime = (deps: RealtimeDeps) => {
  const { call, cache, userId } = deps;
  const status = createStore<{ socket: SocketStatus }>(() => ({ socket: 'idle' }));
  const listeners = new Set<(event: ServerEvent) => void>();
  /** Tickets since the last pong: several mean that a proxy lets HTTP through, but no sockets. */
  let ticketsInVain = 0;

  const catchUp = createCatchUp({
    ...deps,
    onList: (fresh) => {
      resume();
      tabs.emitList(fresh);
    },
  });
  const typing = createTyping({
    ...deps,
    isPeerOnline: (id) => cache.conversation(id)?.peer.online === true,
    send: (frame) => tabs.sendFrame(frame),
  });
  const readMarks = createReadMarks({
    ...deps,
    socketId: () => tabs.socketId(),
    onRead: (event) => emitAll(event),
    isPeerTyping: typing.isTyping,
  });

  const own: SettingsDeps = {
    ...deps,
    place: deps,
    socketId: () => tabs.socketId(),
    onChanged: (event) => emitAll(event),
  };
  const settings = createSettingsChanges(own);
  const marks = createMarkChanges(own);
  const reactions = createReactionChanges({ ...deps, place: deps });
  /** The server can be reached. */
  const resume = (): void => {
    readMarks.resume();
    settings.resume();
    marks.resume();
    reactions.resume();
  };

  const onEvent = (event: ServerEvent): void => {
    typing.receive(event, userId);
    if (event.type === 'presence:update') catchUp.presenceChanged(event.payload.user_id);
    deps.onEvent?.(event);
    const missing = applyEvent(cache, event, userId);
    if (missing === 'list') void catchUp.list();
    else if (missing) void catchUp.conversation(missing.conversationId);
    for (const listener of listeners) listener(event);
  };

  const onReachable = (): void => {
    resume();
    deps.onReachable();
  };

  const emitAll = (event: ServerEvent): void => {
    tabs.emitEvent(event);
    onEvent(event);
  };
  const presence = createPresence({ ...deps, onUpdate: emitAll, readList: catchUp.list });

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
      emitAll(event);
      presence.receive(event);
    },
    onPong: (isRoutine) => {
      ticketsInVain = 0;
      onReachable();
      void (isRoutine ? catchUp.listIfDue() : catchUp.list());
    },
    onStatus: (next) => {
      status.setState({ socket: next });
      tabs.emitStatus(next);
    },
  });

  const tabs = createTabs({
    ...deps,
    socket,
    onEvent,
    onStatus: (next) => status.setState({ socket: next }),
    onList: (fresh) => {
      resume();
      void catchUp.compare(fresh);
    },
  });

  return {
    status,
    typing,
    catchUp,
    markRead: readMarks.mark,
    /** What this page has seen, while its mark waits. */
    seen: readMarks.store,
    /** Changes of mute, pin, archive and mark, and those that the server does not have yet. */
    settings,
    /** Clears, hidden messages and stars, and those that the server does not have yet. */
    marks,
    /** The user's reactions, and those that the server does not have yet. */
    reactions,
    /** This tab's own open socket: a call that names it gets its event with the answer. */
    socketId: tabs.socketId,
    /** An event that an answer contained in place of this tab's socket. */
    receive: emitAll,
    /** Emits each event after it is in the cache. Returns an unsubscribe function. */
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
      readMarks.stop();
      settings.stop();
      marks.stop();
      reactions.stop();
    },
    /** On focus or a network change. */
    wake: tabs.wake,
    /** A request got no answer. */
    doubt: tabs.doubt,
    /** Has the server confirmed that a tab of this browser is active? Valid in the tab with the socket. */
    isLookKnown: socket.isLookKnown,
    /** Reports whether this tab is active: while none is, this device gets notifications. */
    setLooking: tabs.setLooking,
    setVisible: (isVisible: boolean): void => {
      if (!isVisible) readMarks.resume();
      tabs.setVisible(isVisible);
    },
  };
};
export type Realtime = ReturnType<typeof createRealtime>;
