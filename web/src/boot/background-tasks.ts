import type { QueryClient } from '@tanstack/react-query';
import type { Call, Outbox, Realtime, TabBus } from '#client';
import { isMuted, now, realTimers, withSettings } from '#client';
import type { Me } from '#contracts/http/me.ts';
import { createAttention } from '../features/notifications/model/attention.ts';
import { closeNotices, showNotice } from '../features/notifications/model/browser-notices.ts';
import { createNotifier } from '../features/notifications/model/notifier.ts';
import { isPushOn } from '../features/notifications/model/push-state.ts';
import { chime } from '../lib/chime.ts';
import { requestOpen } from '../lib/open-requests.ts';
import { shownName } from '../lib/person.ts';
import { preferences } from '../lib/use-preferences.ts';
import type { WorkerMessage } from '../lib/worker-messages.ts';
import { eraseOthers } from '../sync/cache-answer.ts';
import { eraseAnswers } from '../sync/offline-copy.ts';
import { createQueryCache, keys } from '../sync/query-cache.ts';
import { closeRead } from './close-read.ts';
import { keepCopy } from './keep-copy.ts';
import { followPush } from './push.ts';
import { followUnread, showBadge } from './unread-badge.ts';

export interface BackgroundDeps {
  readonly client: QueryClient;
  readonly call: Call;
  readonly userId: string;
  readonly realtime: Realtime;
  readonly outbox: Outbox;
  readonly bus: TabBus;
}

const ignore = (): undefined => undefined;

/** What this page shows; undefined unless it is visible and focused. */
const ownLook = () => {
  if (document.visibilityState !== 'visible' || !document.hasFocus()) return undefined;
  const [, conversationId = null] = /^\/c\/([^/]+)/.exec(globalThis.location.pathname) ?? [];
  return { conversationId };
};

const startNotifier = ({ client, userId, realtime, bus }: BackgroundDeps): (() => void) => {
  const cache = createQueryCache(client);
  const notifier = createNotifier({
    userId,
    attention: createAttention({ bus, timers: realTimers, own: ownLook }),
    preferences: preferences.getState,
    isPushed: () => isPushOn() && !realtime.isLookKnown(),
    peerIn: (id) => {
      const peer = cache.conversation(id)?.peer;
      return peer && { name: shownName(peer), ...(peer.photo && { photo: peer.photo }) };
    },
    isMuted: (id) => {
      const conversation = cache.conversation(id);
      const { pending } = realtime.settings.store.getState();
      return conversation !== undefined && isMuted(withSettings(conversation, pending), now());
    },
    show: (notice) => void showNotice(notice).catch(ignore),
    close: (id) => void closeNotices((shown) => shown === id).catch(ignore),
    now: Date.now,
    chime: () => void chime().catch(ignore),
  });
  return realtime.onEvent((event) => {
    if (realtime.isLeading()) void notifier.receive(event);
  });
};

/** A notification was clicked, or answered without a connection. */
const startListening = ({ outbox }: BackgroundDeps): (() => void) => {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  const onMessage = ({ data }: MessageEvent): void => {
    const message = data as Partial<WorkerMessage> | null;
    if (message?.kind === 'open' && message.path) requestOpen(message.path);
    if (message?.kind === 'outbox-changed') void outbox.pickUp();
  };
  workers?.addEventListener('message', onMessage);
  return () => workers?.removeEventListener('message', onMessage);
};

const startCopy = ({ client, userId }: BackgroundDeps): (() => void) => {
  void eraseOthers(userId).catch(ignore);
  const copy = keepCopy({ client, userId, timers: realTimers });
  const listening = new AbortController();
  const { signal } = listening;
  globalThis.addEventListener('pagehide', copy.write, { signal });
  document.addEventListener('visibilitychange', copy.write, { signal });
  return () => {
    listening.abort();
    copy.stop();
  };
};

/** Another device of the user may change names and photo. */
const followMe = ({ client, userId, realtime }: BackgroundDeps): (() => void) =>
  realtime.onEvent((event) => {
    if (event.type !== 'user:update') return;
    const { user_id, ...face } = event.payload;
    void client.invalidateQueries({ queryKey: keys.person(user_id), refetchType: 'none' });
    if (user_id === userId) {
      client.setQueryData<Me>(keys.me, (me) => me && { ...me, ...face });
    }
  });

/** Repeats failed queries when the connection is back. */
const startMending = ({ client, realtime }: BackgroundDeps): (() => void) => {
  const mend = (): void =>
    void client.refetchQueries({
      type: 'active',
      predicate: ({ state }) => state.status === 'error',
    });
  // It may be back before this starts.
  if (realtime.status.getState().socket === 'open') mend();
  return realtime.status.subscribe((now, before) => {
    if (now.socket === 'open' && before.socket !== 'open') mend();
  });
};

/** Counted by the server over all conversations. */
const countUnread = (call: Call) => async (): Promise<number> => {
  const query = { unread_only: 'true', size: '1' } as const;
  return (await call('GET /api/messages/inbox', { query })).total;
};

const startAll = (deps: BackgroundDeps): (() => void) => {
  const stops = [
    startCopy(deps),
    startMending(deps),
    followMe(deps),
    startNotifier(deps),
    startListening(deps),
    followPush(deps.call, deps.realtime),
    closeRead({ ...deps, timers: realTimers, close: closeNotices }),
    followUnread(deps.client, showBadge, countUnread(deps.call), deps.realtime),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};

/**
 * Starts the background tasks of a signed-in user once `idle` has resolved. Returns a function that
 * stops them.
 */
export const startBackgroundTasks = (deps: BackgroundDeps, idle: Promise<void>): (() => void) => {
  let isStopped = false;
  let stop: () => void = () => undefined;
  void idle.then(() => {
    if (!isStopped) stop = startAll(deps);
  });
  return () => {
    isStopped = true;
    stop();
    eraseAnswers().catch(ignore);
  };
};
