import { createStore } from 'zustand/vanilla';
import type { Message } from '../../../../../functions/contracts/http/messages.ts';
import { ApiError } from '../../../lib/api-error.ts';
import type { Timers } from '../../../realtime/timers.ts';
import { backoffMs } from '../../../realtime/timers.ts';

/** `queued`: waits for its turn or for the next attempt; `failed`: only a person or a new connection helps. */
export type OutboxState = 'queued' | 'sending' | 'failed';

export interface OutboxItem {
  readonly clientId: string;
  readonly conversationId: string;
  readonly content: string;
  /** ISO 8601, by the clock of this device. */
  readonly createdAt: string;
  readonly state: OutboxState;
  /** Of a failed one: the server refused it, so the same request would be refused again. */
  readonly isRefused: boolean;
}

interface OutboxDeps {
  readonly send: (item: OutboxItem) => Promise<Message>;
  /** Called before the item leaves the outbox, so that the message never disappears in between. */
  readonly onSent: (message: Message) => void;
  readonly timers: Timers;
  readonly random: () => number;
  readonly newId: () => string;
  readonly now: () => number;
}

/** After this many attempts without an answer the message is shown as not sent. */
const ATTEMPTS = 4;

/** What is being sent: in order per conversation, repeated under one `client_id` until acknowledged. */
export const createOutbox = (deps: OutboxDeps) => {
  const store = createStore<{ items: readonly OutboxItem[] }>(() => ({ items: [] }));
  const busy = new Set<string>();
  let epoch = 0;

  const update = (clientId: string, change: Partial<OutboxItem>): void => {
    store.setState(({ items }) => ({
      items: items.map((item) => (item.clientId === clientId ? { ...item, ...change } : item)),
    }));
  };
  const remove = (clientId: string): void => {
    store.setState(({ items }) => ({ items: items.filter((item) => item.clientId !== clientId) }));
  };
  const pause = (failures: number): Promise<void> =>
    new Promise((resolve) => {
      deps.timers.set(resolve, backoffMs(failures, deps.random));
    });

  /** Returns null when it was given up because the outbox was emptied meanwhile. */
  const attempt = async (item: OutboxItem, mine: number): Promise<Message | null> => {
    for (let failures = 1; mine === epoch; failures++) {
      update(item.clientId, { state: 'sending' });
      try {
        return await deps.send(item);
      } catch (error) {
        const mayRepeat = error instanceof ApiError && error.isTransient;
        if (!mayRepeat || failures === ATTEMPTS) throw error;
        if (mine !== epoch) return null;
        update(item.clientId, { state: 'queued' });
        await pause(failures);
      }
    }
    return null;
  };

  /** Whether the next one in line may go. */
  const deliver = async (item: OutboxItem, mine: number): Promise<boolean> => {
    try {
      const message = await attempt(item, mine);
      if (message === null || mine !== epoch) return false;
      deps.onSent(message);
      remove(item.clientId);
      return true;
    } catch (error) {
      if (mine !== epoch) return false;
      const isRefused = error instanceof ApiError && !error.isTransient;
      update(item.clientId, { state: 'failed', isRefused });
      return isRefused;
    }
  };

  /** The oldest one to send; a failed one that was not refused holds up those behind it. */
  const nextOf = (conversationId: string): OutboxItem | undefined => {
    const next = store
      .getState()
      .items.find((item) => item.conversationId === conversationId && !item.isRefused);
    return next?.state === 'failed' ? undefined : next;
  };

  const pump = async (conversationId: string): Promise<void> => {
    if (busy.has(conversationId)) return;
    const mine = epoch;
    busy.add(conversationId);
    for (let next = nextOf(conversationId); next; next = nextOf(conversationId)) {
      if (!(await deliver(next, mine))) break;
    }
    if (mine === epoch) busy.delete(conversationId);
  };

  const requeue = (isWanted: (item: OutboxItem) => boolean): void => {
    const wanted = store
      .getState()
      .items.filter((item) => item.state === 'failed' && isWanted(item));
    for (const { clientId } of wanted) update(clientId, { state: 'queued', isRefused: false });
    for (const id of new Set(wanted.map((item) => item.conversationId))) void pump(id);
  };

  return {
    store,
    enqueue: (conversationId: string, content: string): void => {
      const item: OutboxItem = {
        clientId: deps.newId(),
        conversationId,
        content,
        createdAt: new Date(deps.now()).toISOString(),
        state: 'queued',
        isRefused: false,
      };
      store.setState(({ items }) => ({ items: [...items, item] }));
      requeue((other) => other.conversationId === conversationId && !other.isRefused);
      void pump(conversationId);
    },
    retry: (clientId: string): void => requeue((item) => item.clientId === clientId),
    /** The server can be reached again. */
    resume: (): void => requeue((item) => !item.isRefused),
    discard: (clientId: string): void => {
      const item = store.getState().items.find((other) => other.clientId === clientId);
      remove(clientId);
      if (item) void pump(item.conversationId);
    },
    /** Forgets everything: what is under way is not heard any more. */
    clear: (): void => {
      epoch++;
      busy.clear();
      store.setState({ items: [] });
    },
  };
};
export type Outbox = ReturnType<typeof createOutbox>;
