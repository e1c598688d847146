import { limits } from '../../functions/contracts/limits.ts';
import type { ServerEvent } from '../../functions/contracts/realtime.ts';
import type { Call } from '../http/call.ts';
import type { Timers } from '../platform/timers.ts';
import { namedTimers } from '../platform/timers.ts';

type PresenceUpdate = Extract<ServerEvent, { type: 'presence:update' }>;

export const presenceTimes = {
  /** The server is silent about a user for so long after it told something. */
  silenceMs: limits.presence.emitEverySeconds * 1_000,
  /** All who heard the same would ask at the same moment. */
  jitterMs: 2_000,
  /** Of more users than these the list is read once instead, as after a restart that all come back from. */
  mostQuestions: 5,
} as const;

/**
 * Asks once more about a user whose presence was told, when the server's silence is over: what changed
 * meanwhile was told to nobody.
 */
export const createPresence = (deps: {
  call: Call;
  timers: Timers;
  random: () => number;
  onUpdate: (event: PresenceUpdate) => void;
  readList: () => Promise<void>;
}) => {
  const questions = namedTimers<string>(deps.timers);
  const list = namedTimers<'list'>(deps.timers);

  const ask = async (id: string): Promise<void> => {
    const { online, last_seen = null } = await deps.call('GET /api/users/{id}', { params: { id } });
    // Something newer was told while the answer was under way, or all will be read anew.
    if (online === undefined || questions.isSet(id) || list.isSet('list')) return;
    deps.onUpdate({ type: 'presence:update', payload: { user_id: id, online, last_seen } });
  };

  return {
    hear: (event: ServerEvent): void => {
      if (event.type !== 'presence:update') return;
      const { user_id } = event.payload;
      const waitMs = presenceTimes.silenceMs + Math.ceil(deps.random() * presenceTimes.jitterMs);
      // A question without an answer is left to the next comparison of the list.
      questions.set(user_id, () => void ask(user_id).catch(() => undefined), waitMs);
      if (questions.size() <= presenceTimes.mostQuestions && !list.isSet('list')) return;
      questions.clearAll();
      list.set('list', () => void deps.readList(), waitMs);
    },
    reset: (): void => {
      questions.clearAll();
      list.clearAll();
    },
  };
};
