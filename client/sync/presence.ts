import type { ServerEvent } from '#contracts/realtime.ts';
import { liveLimits } from '#contracts/socket/live-limits.ts';
import type { Call } from '../http/call.ts';
import type { Timers } from '../platform/timers.ts';
import { namedTimers } from '../platform/timers.ts';

type PresenceUpdate = Extract<ServerEvent, { type: 'presence:update' }>;

export const presenceTimes = {
  /** After an update about a user, the server sends none about the same user for this long. */
  silenceMs: liveLimits.presence.emitEverySeconds * 1_000,
  /** Spreads the requests of all recipients of one update. */
  jitterMs: 2_000,
  /** Above this many users, reloads the whole list once (for example after a server restart). */
  maxRequests: 5,
} as const;

/**
 * Requests a user's presence once more at the end of the server's silence, during which changes are
 * not published.
 */
export const createPresence = (deps: {
  call: Call;
  timers: Timers;
  random: () => number;
  onUpdate: (event: PresenceUpdate) => void;
  readList: () => Promise<void>;
}) => {
  const requests = namedTimers<string>(deps.timers);
  const list = namedTimers<'list'>(deps.timers);

  const reload = async (id: string): Promise<void> => {
    const { online, last_seen = null } = await deps.call('GET /api/users/{id}', { params: { id } });
    // A newer update arrived meanwhile, or the list will be reloaded.
    if (online === undefined || requests.isSet(id) || list.isSet('list')) return;
    deps.onUpdate({ type: 'presence:update', payload: { user_id: id, online, last_seen } });
  };

  return {
    receive: (event: ServerEvent): void => {
      if (event.type !== 'presence:update') return;
      const { user_id } = event.payload;
      const waitMs = presenceTimes.silenceMs + Math.ceil(deps.random() * presenceTimes.jitterMs);
      // A failed request is left to the next comparison of the list.
      requests.set(user_id, () => void reload(user_id).catch(() => undefined), waitMs);
      if (requests.size() <= presenceTimes.maxRequests && !list.isSet('list')) return;
      requests.clearAll();
      list.set('list', () => void deps.readList(), waitMs);
    },
    reset: (): void => {
      requests.clearAll();
      list.clearAll();
    },
  };
};
