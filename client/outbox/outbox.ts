import type { Message } from '#contracts/http/messages.ts';
import { createStore } from '../platform/store.ts';
import type { Timers } from '../platform/timers.ts';
import type { TabBus } from '../tabs/bus.ts';
import type { StoredFiles } from '../uploads/outgoing-file.ts';
import type { OutboxItem, OutboxStorage, Outgoing } from './item.ts';
import { byOrder } from './item.ts';
import { createScheduler } from './scheduler.ts';

export interface OutboxDeps {
  readonly send: (item: OutboxItem, signal: AbortSignal) => Promise<Message>;
  /**
   * Called before the item leaves the outbox, so that the message is always visible in one of both
   * places.
   */
  readonly onSent: (message: Message) => void;
  /** The item has left the outbox: sent, delivered or discarded. */
  readonly onGone: (item: OutboxItem) => void;
  /** The server has the message already, but this page may not have it in its cache. */
  readonly onAlreadyDelivered: (item: OutboxItem) => void;
  readonly storage: OutboxStorage;
  readonly bus: TabBus;
  readonly timers: Timers;
  readonly random: () => number;
  readonly newId: () => string;
  readonly now: () => number;
}

/** Events among the tabs of one browser: one tab sends, all of them display. */
type OutboxEvent =
  | { readonly kind: 'item'; readonly item: OutboxItem }
  | { readonly kind: 'sent'; readonly clientId: string; readonly message: Message }
  | { readonly kind: 'gone'; readonly clientId: string };

/**
 * The messages being sent: persisted until acknowledged, in order per conversation, and retried
 * under one `client_id`. Only the leader tab sends.
 */
export const createOutbox = (deps: OutboxDeps) => {
  const { storage } = deps;
  const store = createStore<{ items: readonly OutboxItem[] }>(() => ({ items: [] }));
  const topic = deps.bus.topic<OutboxEvent>('outbox');
  /** Ids of items that have left, so that a late event does not bring one back. */
  const gone = new Set<string>();
  let isClosed = false;

  const find = (clientId: string): OutboxItem | undefined =>
    store.getState().items.find((item) => item.clientId === clientId);

  const show = (item: OutboxItem): void => {
    if (isClosed || gone.has(item.clientId)) return;
    store.setState(({ items }) => ({
      items: [...items.filter(({ clientId }) => clientId !== item.clientId), item].sort(byOrder),
    }));
  };

  const hide = (clientId: string): void => {
    gone.add(clientId);
    const left = find(clientId);
    if (!left) return;
    store.setState(({ items }) => ({ items: items.filter((item) => item !== left) }));
    deps.onGone(left);
  };

  /** Without storage (a private window that refuses it) items live only as long as the page. */
  const keep = (item: OutboxItem, files?: StoredFiles): Promise<void> =>
    storage.put(item, files).catch(() => undefined);
  const removeStored = (clientId: string): void =>
    void storage.remove(clientId).catch(() => undefined);

  const scheduler = createScheduler({
    ...deps,
    items: () => store.getState().items,
    onState: (item, state, refusal) => {
      const changed = { ...item, state, ...(refusal && { refusal }) };
      show(changed);
      topic.post({ kind: 'item', item: changed });
      if (state === 'failed') void keep(changed);
    },
    onSent: (item, message) => {
      deps.onSent(message);
      hide(item.clientId);
      removeStored(item.clientId);
      topic.post({ kind: 'sent', clientId: item.clientId, message });
    },
    onAlreadyDelivered: (item) => {
      withdraw(item.clientId);
      deps.onAlreadyDelivered(item);
    },
  });

  const showStored = (stored: readonly OutboxItem[]): void => {
    const isKnown = ({ clientId }: OutboxItem): boolean => find(clientId) !== undefined;
    for (const item of stored.filter((other) => !isKnown(other))) {
      show(item.state === 'sending' ? { ...item, state: 'queued' } : item);
    }
  };
  const load = async (): Promise<void> => {
    const late = (stored: readonly OutboxItem[]): void => {
      showStored(stored);
      for (const { conversationId } of stored) scheduler.pump(conversationId);
    };
    showStored(await storage.load(late).catch(() => []));
  };

  /** Persists the item; from then on it waits, and the leader sends it. */
  const submit = async (item: OutboxItem, files?: StoredFiles): Promise<void> => {
    scheduler.hold(item.clientId);
    show({ ...item, state: 'sending' });
    await keep(item, files);
    scheduler.release(item.clientId);
    if (!find(item.clientId)) return removeStored(item.clientId);
    show(item);
    topic.post({ kind: 'item', item });
    scheduler.pump(item.conversationId);
  };

  const remove = (clientId: string): void => {
    const item = find(clientId);
    hide(clientId);
    removeStored(clientId);
    if (item) scheduler.pump(item.conversationId);
  };

  const withdraw = (clientId: string): void => {
    remove(clientId);
    topic.post({ kind: 'gone', clientId });
  };

  const receiveItem = (item: OutboxItem): void => {
    // The leader knows the current state of an item best.
    const known = find(item.clientId);
    if (scheduler.isLeading() && known && known.state !== 'failed') return;
    show(item);
    scheduler.pump(item.conversationId);
  };

  topic.receive((event) => {
    if (event.kind === 'item') return receiveItem(event.item);
    if (event.kind === 'sent') deps.onSent(event.message);
    hide(event.clientId);
  });

  return {
    store,
    find,
    start: load,
    /** Resolves when the message is persisted: it will be sent even if this page closes. */
    enqueue: (conversationId: string, outgoing: Outgoing, files?: StoredFiles): Promise<void> => {
      const latest = store.getState().items.at(-1)?.order ?? 0;
      const now = deps.now();
      const item: OutboxItem = {
        ...outgoing,
        // The first file's id: two tabs that send the same files at the same time send one message.
        clientId: outgoing.files?.[0]?.fileId ?? deps.newId(),
        conversationId,
        createdAt: new Date(now).toISOString(),
        order: Math.max(now, latest + 1),
        state: 'queued',
      };
      return submit(item, files);
    },
    /** Loads what another context of this browser has stored, such as the service worker. */
    pickUp: async (): Promise<void> => {
      await load();
      scheduler.resume();
    },
    isLeading: (): boolean => scheduler.isLeading(),
    retry: (clientId: string): void => {
      const item = find(clientId);
      if (item?.state !== 'failed') return;
      const { refusal: _, ...again } = item;
      void submit({ ...again, state: 'queued' });
    },
    discard: withdraw,
    /** The server has this message of the user. Its own send may never get an answer. */
    onDelivered: (clientId: string): void => {
      if (find(clientId)) remove(clientId);
    },
    /** Called when the server can be reached again. */
    resume: (): void => scheduler.resume(),
    setLeading: async (isLeading: boolean): Promise<void> => {
      scheduler.setLeading(isLeading);
      if (!isLeading) return;
      await load();
      scheduler.resume();
    },
    /** Stops sending and clears the list. Stored items stay, unless `isForgotten`. */
    stop: ({ isForgotten }: { isForgotten: boolean }): void => {
      isClosed = true;
      scheduler.setLeading(false);
      store.setState({ items: [] });
      if (isForgotten) void storage.clear().catch(() => undefined);
    },
  };
};
export type Outbox = ReturnType<typeof createOutbox>;
