import type { Conversation } from '../../functions/contracts/http/conversations.ts';
import type { ServerEvent } from '../../functions/contracts/realtime.ts';
import type { Timers } from '../platform/timers.ts';
import { namedTimers } from '../platform/timers.ts';
import type { Socket, SocketStatus } from '../socket/socket.ts';
import type { TypingFrame } from '../sync/typing.ts';
import type { TabBus } from './bus.ts';
import type { LeaderLocks } from './leader.ts';
import { createLeader } from './leader.ts';

/** `attention` and `watching` come from pages that follow; the rest from the one that leads. */
type TabNews =
  | { readonly kind: 'event'; readonly event: ServerEvent }
  | { readonly kind: 'list'; readonly fresh: readonly Conversation[] }
  | { readonly kind: 'status'; readonly status: SocketStatus }
  | { readonly kind: 'frame'; readonly frame: TypingFrame }
  | { readonly kind: 'attention' }
  | { readonly kind: 'watching' };

interface TabsDeps {
  readonly locks: LeaderLocks | null;
  readonly bus: TabBus;
  readonly userId: string;
  readonly timers: Timers;
  readonly socket: Socket;
  readonly onEvent: (event: ServerEvent) => void;
  readonly onStatus: (status: SocketStatus) => void;
  readonly onList: (fresh: readonly Conversation[]) => void;
  readonly onLeading: (isLeading: boolean) => void;
}

export const tabTimes = {
  /** A page that leads and does not answer for so long is frozen, and loses the lead. */
  answerMs: 3_000,
  /** How often a visible page that follows says that it is there. */
  watchMs: 60_000,
} as const;

/** Shares one socket among the pages of a browser. */
export const createTabs = (deps: TabsDeps) => {
  const { socket } = deps;
  const topic = deps.bus.topic<TabNews>('realtime');
  const timers = namedTimers<'answer' | 'watch'>(deps.timers);
  let isVisible = true;

  const leader = createLeader({
    locks: deps.locks,
    name: `parley-leader:${deps.userId}`,
    onLead: () => {
      timers.clearAll();
      socket.setVisible(isVisible);
      socket.start();
      deps.onLeading(true);
    },
    onFollow: () => {
      socket.stop();
      deps.onLeading(false);
      watch();
    },
  });

  const tell = (news: TabNews): void => {
    if (leader.isLeading()) topic.post(news);
  };

  /** Somebody looks at this page: whoever leads must be there to answer. */
  const ask = (kind: 'attention' | 'watching'): void => {
    if (!timers.isSet('answer')) timers.set('answer', leader.steal, tabTimes.answerMs);
    topic.post({ kind });
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

  const hearAsLeader = (news: TabNews): void => {
    if (news.kind === 'attention') socket.wake();
    if (news.kind === 'attention' || news.kind === 'watching') {
      socket.stayAwake();
      tell({ kind: 'status', status: socket.status() });
    }
    if (news.kind === 'frame') socket.send(news.frame);
  };
  const hearAsFollower = (news: TabNews): void => {
    if (news.kind === 'attention' || news.kind === 'watching' || news.kind === 'frame') return;
    timers.clear('answer');
    if (news.kind === 'event') deps.onEvent(news.event);
    if (news.kind === 'list') deps.onList(news.fresh);
    if (news.kind === 'status') deps.onStatus(news.status);
  };

  const wake = (): void => {
    if (leader.isLeading()) socket.wake();
    else ask('attention');
  };

  return {
    isLeading: leader.isLeading,
    tellEvent: (event: ServerEvent): void => tell({ kind: 'event', event }),
    tellList: (fresh: readonly Conversation[]): void => tell({ kind: 'list', fresh }),
    tellStatus: (status: SocketStatus): void => tell({ kind: 'status', status }),
    sendFrame: (frame: TypingFrame): void => {
      if (leader.isLeading()) socket.send(frame);
      else topic.post({ kind: 'frame', frame });
    },
    start: (): void => {
      topic.hear((news) => (leader.isLeading() ? hearAsLeader(news) : hearAsFollower(news)));
      leader.start();
      if (leader.isLeading()) return;
      if (isVisible) ask('attention');
      watch();
    },
    stop: (): void => {
      leader.stop();
      timers.clearAll();
      socket.stop();
    },
    wake,
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
