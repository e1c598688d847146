import { isMuted, isUnaccepted, now, realTimers, withSettings } from '#client';
import { createAttention } from '../features/notifications/model/attention.ts';
import { closeNotices, showNotice } from '../features/notifications/model/browser-notices.ts';
import { createNotifier } from '../features/notifications/model/notifier.ts';
import { isPushOn } from '../features/notifications/model/push-state.ts';
import { chime } from '../lib/chime.ts';
import { shownPath } from '../lib/history/behind.ts';
import { preferences } from '../lib/use-preferences.ts';
import { createQueryCache } from '../sync/query-cache.ts';
import { shownName } from '../ui/person.ts';
import type { BackgroundDeps } from './background/deps.ts';

const ignore = (): undefined => undefined;

/** What this page shows; undefined unless it is visible and focused. */
const ownLook = () => {
  if (document.visibilityState !== 'visible' || !document.hasFocus()) return undefined;
  const [, conversationId = null] = /^\/c\/([^/]+)/.exec(shownPath()) ?? [];
  return { conversationId };
};

/** Shows notifications of messages, or plays their sound. */
export const startNotifier = ({ client, userId, realtime, bus }: BackgroundDeps): (() => void) => {
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
    isQuiet: (id) => {
      const conversation = cache.conversation(id);
      const { pending } = realtime.settings.store.getState();
      return (
        conversation !== undefined &&
        (isUnaccepted(conversation) || isMuted(withSettings(conversation, pending), now()))
      );
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
