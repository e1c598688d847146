import type { Call } from '#client';
import { realTimers, serverNow } from '#client';
import type { Me } from '#contracts/http/me.ts';
import { closeNotices } from '../../features/notifications/model/browser-notices.ts';
import { requestOpen } from '../../lib/open-requests.ts';
import type { WorkerMessage } from '../../lib/worker-messages.ts';
import { eraseOthers, expireAnswers } from '../../sync/cache-answer.ts';
import { keys } from '../../sync/query-cache.ts';
import { closeRead } from '../close-read.ts';
import { keepCopy } from '../keep-copy.ts';
import { followPush } from '../push.ts';
import { followUnread, showBadge } from '../unread-badge.ts';
import type { BackgroundDeps } from './deps.ts';
import { endExpiredEdits } from './end-expired-edits.ts';
import { forgetRemoved } from './forget-removed.ts';

const ignore = (): undefined => undefined;

/** The notifier is loaded when the page is idle; without it the page shows no notifications. */
const startNotifier = (deps: BackgroundDeps): (() => void) => {
  let isStopped = false;
  let stop: () => void = () => undefined;
  import('../notifier.ts').then((part) => {
    if (!isStopped) stop = part.startNotifier(deps);
  }, ignore);
  return () => {
    isStopped = true;
    stop();
  };
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

/** Copies of open conversations follow the page at once; this is for the others. */
const EXPIRE_COPIES_MS = 10 * 60_000;

const startCopy = ({ client, userId }: BackgroundDeps): (() => void) => {
  void eraseOthers(userId).catch(ignore);
  const expire = (): void => {
    endExpiredEdits(serverNow());
    expireAnswers(userId).catch(ignore);
  };
  expire();
  const expiring = setInterval(expire, EXPIRE_COPIES_MS);
  const copy = keepCopy({ client, userId, timers: realTimers });
  const listening = new AbortController();
  const { signal } = listening;
  globalThis.addEventListener('pagehide', copy.write, { signal });
  document.addEventListener('visibilitychange', copy.write, { signal });
  return () => {
    listening.abort();
    clearInterval(expiring);
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

/** Starts the background tasks of a signed-in user. Returns a function that stops them. */
export const startAll = (deps: BackgroundDeps): (() => void) => {
  const stops = [
    startCopy(deps),
    forgetRemoved(deps),
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
