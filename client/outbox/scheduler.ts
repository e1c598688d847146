import type { Message } from '#contracts/http/messages.ts';
import { ApiError } from '../http/api-error.ts';
import type { Timers } from '../platform/timers.ts';
import { backoffMs } from '../platform/timers.ts';
import { RefusedFileError } from '../uploads/refused-file.ts';
import type { OutboxItem, OutboxRefusal, OutboxState } from './item.ts';

interface SchedulerDeps {
  /** The signal aborts when this page is no longer the leader. */
  readonly send: (item: OutboxItem, signal: AbortSignal) => Promise<Message>;
  readonly items: () => readonly OutboxItem[];
  readonly onState: (item: OutboxItem, state: OutboxState, refusal?: OutboxRefusal) => void;
  readonly onSent: (item: OutboxItem, message: Message) => void;
  /** The server has the message, but not from an attempt of this page. */
  readonly onAlreadyDelivered: (item: OutboxItem) => void;
  readonly timers: Timers;
  readonly random: () => number;
}

/** `sessionEnded`: the item stays for the next session. `alreadyDelivered`: see `onAlreadyDelivered`. */
type Outcome = 'refused' | 'sessionEnded' | 'alreadyDelivered' | { readonly retryAfterMs: number };

const refusalOf = (error: unknown): OutboxRefusal | undefined => {
  if (error instanceof RefusedFileError) return error.refusal;
  if (!(error instanceof ApiError) || error.code === 'gateway' || error.code === 'network') return;
  return error.code;
};

const outcomeOf = (error: unknown): Outcome => {
  if (!(error instanceof ApiError)) return 'refused';
  if (error.status === 401) return 'sessionEnded';
  // Another tab has already sent it with its own upload: treats it as delivered.
  if (error.code === 'client_id_reused') return 'alreadyDelivered';
  return error.isTransient ? { retryAfterMs: (error.retryAfterSeconds ?? 0) * 1_000 } : 'refused';
};

/** Sends queued items while this page leads: one at a time per conversation. */
export const createScheduler = (deps: SchedulerDeps) => {
  const busy = new Set<string>();
  const held = new Set<string>();
  /** Ends the pause of a conversation, by its id. */
  const pauses = new Map<string, () => void>();
  let isLeading = false;
  let leading = new AbortController();
  /** Number of the current lead. Attempts of an earlier lead are not continued. */
  let lead = 0;

  /** The oldest item to send. A failed one does not block those behind it. */
  const nextOf = (conversationId: string): OutboxItem | undefined => {
    const next = deps
      .items()
      .find((item) => item.conversationId === conversationId && item.state !== 'failed');
    return next && held.has(next.clientId) ? undefined : next;
  };

  const pause = (conversationId: string, milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        deps.timers.clear(timer);
        pauses.delete(conversationId);
        resolve();
      };
      const timer = deps.timers.set(end, milliseconds);
      pauses.set(conversationId, end);
    });

  /** Milliseconds until the next attempt after a failure, or null to stop. */
  const waitAfter = (item: OutboxItem, error: unknown, failures: number): number | null => {
    // It may have been delivered or discarded meanwhile.
    if (!deps.items().some(({ clientId }) => clientId === item.clientId)) return 0;
    const outcome = outcomeOf(error);
    if (outcome === 'alreadyDelivered') {
      deps.onAlreadyDelivered(item);
      return 0;
    }
    if (outcome === 'refused') {
      deps.onState(item, 'failed', refusalOf(error));
      return 0;
    }
    deps.onState(item, 'queued');
    if (outcome === 'sessionEnded') return null;
    return Math.max(outcome.retryAfterMs, backoffMs(failures + 1, deps.random), 1);
  };

  /** One attempt. Returns the milliseconds until the next one, or null to stop. */
  const attempt = async (
    item: OutboxItem,
    mine: number,
    failures: number,
  ): Promise<number | null> => {
    deps.onState(item, 'sending');
    try {
      const message = await deps.send(item, leading.signal);
      if (mine === lead) deps.onSent(item, message);
      return 0;
    } catch (error) {
      return mine === lead ? waitAfter(item, error, failures) : null;
    }
  };

  const run = async (conversationId: string, mine: number): Promise<void> => {
    let failures = 0;
    for (let next = nextOf(conversationId); next; next = nextOf(conversationId)) {
      const waitMs = await attempt(next, mine, failures);
      failures = waitMs ? failures + 1 : 0;
      if (waitMs) await pause(conversationId, waitMs);
      if (waitMs === null || mine !== lead) return;
    }
  };

  const pump = async (conversationId: string): Promise<void> => {
    if (!isLeading || busy.has(conversationId)) return;
    const mine = lead;
    busy.add(conversationId);
    try {
      await run(conversationId, mine);
    } finally {
      if (mine === lead) busy.delete(conversationId);
    }
  };

  return {
    pump: (conversationId: string): void => void pump(conversationId),
    isLeading: (): boolean => isLeading,
    /** Blocks an item, and those behind it, until it is persisted. */
    hold: (clientId: string): void => void held.add(clientId),
    release: (clientId: string): void => void held.delete(clientId),
    /** Ends all pauses and starts queued items. */
    resume: (): void => {
      for (const end of [...pauses.values()]) end();
      for (const id of new Set(deps.items().map((item) => item.conversationId))) {
        void pump(id);
      }
    },
    setLeading: (next: boolean): void => {
      isLeading = next;
      lead++;
      leading.abort();
      leading = new AbortController();
      busy.clear();
      for (const end of [...pauses.values()]) end();
    },
  };
};
