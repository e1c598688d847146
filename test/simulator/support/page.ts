import { QueryClient, QueryObserver } from '@tanstack/react-query';
import type { Call, ChangeStorage, LeaderLocks, OutboxStorage, TabBus, Timers } from '#client';
import { createClient, lacksMarks, loadAround, loadNewer, loadOlder } from '#client';
import type { Message } from '#contracts/http/messages.ts';
import { conversationsQuery } from '#site/features/conversations/api/use-conversations.ts';
import { messagesQuery } from '#site/features/messages/api/use-messages.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import type { Request } from './api.ts';
import type { PageNetwork, Peer } from './network.ts';
import { createPageUploads, guardedStorage } from './page-uploads.ts';
import type { Chance } from './random.ts';
import type { Sabotage } from './sabotage.ts';
import { sabotaged } from './sabotage.ts';
import type { Time } from './scheduler.ts';
import type { Witness } from './witness.ts';

export interface PageDeps {
  readonly scheduler: Time;
  readonly network: PageNetwork;
  readonly chance: Chance;
  readonly userId: string;
  readonly isOnline: () => boolean;
  readonly storage: OutboxStorage;
  readonly changes: ChangeStorage;
  readonly bus: TabBus;
  readonly locks: LeaderLocks;
  readonly newId: () => string;
  readonly sabotage: Sabotage | null;
  /** Compares the page with the server's history at every change. */
  readonly witness: Witness | null;
}

/** Callbacks do not run in a closed page; those of a frozen one run when it thaws. */
const createGate = () => {
  let state: 'alive' | 'frozen' | 'closed' = 'alive';
  let waiting: (() => void)[] = [];
  const set = (next: typeof state): void => {
    if (state === 'closed') return;
    state = next;
    const due = waiting;
    waiting = [];
    if (state === 'closed') return;
    for (const run of due) guard(run)();
  };
  const guard = (run: () => void) => (): void => {
    if (state === 'alive') run();
    if (state === 'frozen') waiting.push(run);
  };
  return { guard, set, isOpen: () => state !== 'closed', isAlive: () => state === 'alive' };
};

const newClient = (): QueryClient =>
  new QueryClient({
    // The user presses "try again"; the library's own retries would use real time.
    defaultOptions: { queries: { networkMode: 'always', retry: false } },
  });

/**
 * A page of the site without components: the real client in a simulated browser. The client writes
 * through its `Cache`. That is the site's on purpose, with its queries: TanStack Query loads, retries and
 * replaces data while events arrive, and these races are what the schedules look for. `npm run chaos`
 * does the same with real sockets, test/web/sync/memory-cache.test.ts compares the client's own cache.
 */
export const openPage = (deps: PageDeps) => {
  const { scheduler, network, userId } = deps;
  const gate = createGate();
  const client = newClient();
  const cache = createQueryCache(client);
  const peer: Peer = { userId, guard: gate.guard, isOnline: deps.isOnline };
  const toServer = (key: string, request: Request = {}) => network.call(peer, key, request);
  const honest = {
    call: toServer as unknown as Call,
    open: (ticket: string) => network.open(peer, ticket),
  };
  const { call, open } = deps.sabotage ? sabotaged(deps.sabotage, honest, cache) : honest;
  const { bus } = deps;
  const random = deps.chance.next;
  const timers: Timers = {
    set: (run, milliseconds) => scheduler.timers.set(gate.guard(run), milliseconds),
    clear: scheduler.timers.clear,
  };
  const uploads = createPageUploads({ call, bus, timers, random });
  const { outbox, realtime, start } = createClient(
    {
      openSocket: open,
      openBus: () => bus,
      openStorage: () => guardedStorage(deps.storage, gate.guard),
      openChanges: () => deps.changes,
      leaderLocks: deps.locks,
      timers,
      random,
      now: scheduler.now,
      newId: deps.newId,
    },
    { userId, call, cache, uploads: { load: async () => uploads, loaded: () => uploads } },
  );

  /** Loads more, like a dialog whose window ends before the conversation does. */
  const chase = (id: string): void => {
    let wasBehind = false;
    const look = (): void => {
      const [window, known] = [cache.window(id), cache.conversation(id)];
      const isBehind =
        window !== undefined &&
        known !== undefined &&
        (known.last_seq > window.logSeq || lacksMarks(window, known));
      if (isBehind && !wasBehind && gate.isOpen()) void realtime.catchUp.conversation(id);
      wasBehind = isBehind;
    };
    client.getQueryCache().subscribe(look);
    look();
  };

  const dialogs = new Map<string, QueryObserver>();
  const openDialog = (id: string): void => {
    if (dialogs.has(id)) return;
    const observer = new QueryObserver(client, messagesQuery(call, id) as never);
    observer.subscribe(() => undefined);
    dialogs.set(id, observer);
    chase(id);
  };

  const { witness } = deps;
  if (witness) client.getQueryCache().subscribe(({ query }) => witness.look(client, userId, query));

  const load = (): void => {
    client.fetchQuery({ ...conversationsQuery(call), staleTime: 0 }).catch(() => undefined);
  };
  load();
  start();

  return {
    peer,
    gate,
    cache,
    outbox,
    uploads,
    realtime,
    call,
    openDialog,
    openDialogs: () => [...dialogs.keys()],
    loadOlder: (id: string): void => {
      loadOlder({ call, cache }, id).catch(() => undefined);
    },
    loadNewer: (id: string): void => {
      loadNewer({ call, cache }, id).catch(() => undefined);
    },
    /** Like a click on a quote. */
    jumpTo: (message: Message): void => {
      const { conversation_id: id } = message;
      loadAround({ call, cache }, id, message)
        .then((window) => cache.setWindow(id, () => window))
        .catch(() => undefined);
    },
    /** Presses "try again" wherever it is offered. */
    tryAgain: (): void => {
      if (client.getQueryState(keys.conversations)?.status !== 'success') load();
      for (const observer of dialogs.values()) {
        if (observer.getCurrentResult().isError) observer.refetch().catch(() => undefined);
      }
    },
    close: (): void => {
      gate.set('closed');
      network.cut(peer, false);
      deps.bus.close();
    },
    /** Releases the library's resources. */
    dispose: (): void => {
      for (const observer of dialogs.values()) observer.destroy();
      client.clear();
      uploads.stop();
    },
  };
};
export type Page = ReturnType<typeof openPage>;
