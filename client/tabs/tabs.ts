import type { Conversation } from '#contracts/http/conversations.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import type { Timers } from '../platform/timers.ts';
import { namedTimers } from '../platform/timers.ts';
import type { Socket, SocketStatus } from '../socket/socket.ts';
import type { TypingFrame } from '../sync/typing.ts';
import type { TabBus } from './bus.ts';
import type { LeaderLocks } from './leader.ts';
import { createLeader } from './leader.ts';
import { createLooks } from './looks.ts';

/** Followers send `attention`, `watching` and `doubt`; the leader sends the rest. */
type TabMessage =
  | { readonly kind: 'event'; readonly event: ServerEvent }
  | { readonly kind: 'list'; readonly fresh: readonly Conversation[] }
  | { readonly kind: 'status'; readonly status: SocketStatus }
  | { readonly kind: 'frame'; readonly frame: TypingFrame }
  | { readonly kind: 'doubt' }
  /** A new leader asks which tabs are active. */
  | { readonly kind: 'who-looks' }
  | { readonly kind: 'attention' | 'watching'; readonly tab: string; readonly isLooking: boolean };

interface TabsDeps {
  readonly locks: LeaderLocks | null;
  readonly bus: TabBus;
  readonly userId: string;
  readonly timers: Timers;
  readonly newId: () => string;
  readonly socket: Socket;
  readonly onEvent: (event: ServerEvent) => void;
  readonly onStatus: (status: SocketStatus) => void;
  readonly onList: (fresh: readonly Conversation[]) => void;
  readonly onLeading: (isLeading: boolean) => void;
}

/** Messages of followers: they do not show that a leader exists. */
const ofFollowers: ReadonlySet<TabMessage['kind']> = new Set([
  'attention',
  'watching',
  'doubt',
  'frame',
]);

export const tabTimes = {
  /** A leader that does not answer for this long is frozen and loses the lead. */
  answerMs: 3_000,
  /** How often a visible follower sends `watching`. */
  watchMs: 60_000,
} as const;

/** Shares one socket among the tabs of a browser. */
export const createTabs = (deps: TabsDeps) => {
  const { socket } = deps;
  const topic = deps.bus.topic<TabMessage>('realtime');
  const timers = namedTimers<'answer' | 'watch'>(deps.timers);
  const tab = deps.newId();
  let isVisible = true;
  const looks = createLooks(deps.timers, socket.setLooking);

  const leader = createLeader({
    locks: deps.locks,
    name: `parley-leader:${deps.userId}`,
    onLead: () => {
      timers.clearAll();
      socket.setVisible(isVisible);
      socket.start();
      topic.post({ kind: 'who-looks' });
      deps.onLeading(true);
    },
    onFollow: () => {
      socket.stop();
      looks.clear();
      deps.onLeading(false);
      watch();
    },
  });

  const emit = (message: TabMessage): void => {
    if (leader.isLeading()) topic.post(message);
  };

  const report = (kind: 'attention' | 'watching'): void =>
    topic.post({ kind, tab, isLooking: looks.isOwn() });
  /** This tab is visible: the leader must answer, or loses the lead. */
  const ask = (kind: 'attention' | 'watching'): void => {
    if (!timers.isSet('answer')) timers.set('answer', leader.steal, tabTimes.answerMs);
    report(kind);
  };
  const watch = (): void => {
    timers.clear('watch');
    if (!isVisible || leader.isLeading()) return;
    const again = (): void => {
      ask('watching');
      watch();
    };
    timers.set('watch', again, tabTimes.watchMs);
  };

  const receiveAsLeader = (message: TabMessage): void => {
    if (message.kind === 'attention') socket.wake();
    if (message.kind === 'attention' || message.kind === 'watching') {
      // Tabs with an older version of the site do not send this.
      if (message.tab) looks.setOther(message.tab, message.isLooking);
      socket.stayAwake();
      emit({ kind: 'status', status: socket.status() });
    }
    if (message.kind === 'frame') socket.send(message.frame);
    if (message.kind === 'doubt') socket.doubt();
  };
  const receiveAsFollower = (message: TabMessage): void => {
    if (ofFollowers.has(message.kind)) return;
    timers.clear('answer');
    if (message.kind === 'who-looks' && looks.isOwn()) report('watching');
    if (message.kind === 'event') deps.onEvent(message.event);
    if (message.kind === 'list') deps.onList(message.fresh);
    if (message.kind === 'status') deps.onStatus(message.status);
  };

  const wake = (): void => {
    if (leader.isLeading()) socket.wake();
    else ask('attention');
  };

  return {
    isLeading: leader.isLeading,
    emitEvent: (event: ServerEvent): void => emit({ kind: 'event', event }),
    emitList: (fresh: readonly Conversation[]): void => emit({ kind: 'list', fresh }),
    emitStatus: (status: SocketStatus): void => emit({ kind: 'status', status }),
    /**
     * The socket whose events this tab passes on to all tabs: the response to a request of this tab may
     * replace such an event. Undefined in a follower.
     */
    socketId: (): string | undefined => (leader.isLeading() ? socket.id() : undefined),
    sendFrame: (frame: TypingFrame): void => {
      if (leader.isLeading()) socket.send(frame);
      else topic.post({ kind: 'frame', frame });
    },
    start: (): void => {
      topic.receive((message) =>
        leader.isLeading() ? receiveAsLeader(message) : receiveAsFollower(message),
      );
      leader.start();
      if (leader.isLeading()) return;
      if (isVisible) ask('attention');
      watch();
    },
    stop: (): void => {
      leader.stop();
      timers.clearAll();
      looks.clear();
      socket.stop();
    },
    wake,
    /** A request got no answer: the leader checks its socket. */
    doubt: (): void => {
      if (leader.isLeading()) socket.doubt();
      else topic.post({ kind: 'doubt' });
    },
    /** Is this tab active? */
    setLooking: (next: boolean): void => {
      const isChanged = next !== looks.isOwn();
      looks.setOwn(next);
      if (isChanged && !leader.isLeading()) report('watching');
    },
    setVisible: (next: boolean): void => {
      isVisible = next;
      if (leader.isLeading()) {
        socket.setVisible(next);
        return;
      }
      watch();
      if (next) ask('attention');
      else timers.clear('answer');
    },
  };
};
