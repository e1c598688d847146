import { createStore, delMany, entries, setMany } from 'idb-keyval';
import type { Draft, Drafts } from './drafts.ts';
import { useDrafts } from './drafts.ts';
import type { DraftChanges } from './last-drafts.ts';
import { eraseLastDrafts, readLastDrafts, writeLastDrafts } from './last-drafts.ts';

type Key = [userId: string, conversationId: string];

/** Persists drafts across reloads. */
export interface DraftStorage {
  load(): Promise<Drafts>;
  /** Writes the changed drafts. */
  write(changes: DraftChanges): Promise<void>;
  /** Synchronous, for a page that is closing; the next `write` or `load` moves it to IndexedDB. */
  writeAtOnce(changes: DraftChanges): void;
  clear(): Promise<void>;
}

/** The drafts of a user in IndexedDB. Deletes those of other users of this browser. */
export const openDraftStorage = (userId: string): DraftStorage => {
  const db = createStore('parley-drafts', 'drafts');
  const keysOf = async (isWanted: (owner: string) => boolean): Promise<Key[]> => {
    const all = await entries<Key, Draft>(db);
    return all.map(([key]) => key).filter(([owner]) => isWanted(owner));
  };
  const write = async (changes: DraftChanges): Promise<void> => {
    const all = Object.entries(changes).map(([id, draft]) => [[userId, id], draft] as const);
    const written = all.filter((entry): entry is [Key, Draft] => entry[1] !== null);
    const gone = all.filter(([, draft]) => draft === null).map(([key]) => key as Key);
    await Promise.all([setMany(written, db), delMany(gone, db)]);
    eraseLastDrafts();
  };
  return {
    load: async () => {
      await delMany(await keysOf((owner) => owner !== userId), db);
      await write(readLastDrafts(userId));
      const all = await entries<Key, Draft>(db);
      return Object.fromEntries(all.map(([[, id], draft]) => [id, draft]));
    },
    write,
    writeAtOnce: (changes) => writeLastDrafts(userId, changes),
    clear: async () => {
      eraseLastDrafts();
      await delMany(await keysOf((owner) => owner === userId), db);
    },
  };
};

const changesBetween = (before: Drafts, now: Drafts): DraftChanges => {
  const ids = new Set([...Object.keys(before), ...Object.keys(now)]);
  const changed = [...ids].filter((id) => before[id] !== now[id]);
  return Object.fromEntries(changed.map((id) => [id, now[id] ?? null]));
};

/** Restores stored drafts and persists changes from then on; one write at a time. */
export const keepDrafts = (storage: DraftStorage) => {
  /** What the storage has, or is about to have. */
  let written: Drafts = {};
  /** What the storage has for certain. */
  let stored: Drafts = {};
  let isBusy = true;
  let isStopped = false;

  const pump = async (): Promise<void> => {
    if (isBusy || isStopped) return;
    const { drafts } = useDrafts.getState();
    if (drafts === written) return;
    isBusy = true;
    const changes = changesBetween(written, drafts);
    written = drafts;
    // Without storage (a private window) drafts last as long as the page.
    const isStored = await storage.write(changes).then(
      () => true,
      () => false,
    );
    if (isStored) stored = drafts;
    isBusy = false;
    void pump();
  };

  const flush = (): void => {
    const changes = changesBetween(stored, useDrafts.getState().drafts);
    if (isStopped || Object.keys(changes).length === 0) return;
    try {
      storage.writeAtOnce(changes);
    } catch {
      // The browser refuses to store, or has no space.
    }
  };
  const onVisibility = (): void => {
    if (document.hidden) flush();
  };
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', onVisibility);

  const stopListening = useDrafts.subscribe(() => void pump());
  const start = async (): Promise<void> => {
    const loaded = await storage.load().catch(() => ({}));
    if (isStopped) return;
    written = loaded;
    stored = loaded;
    isBusy = false;
    useDrafts.getState().restore(loaded);
    void pump();
  };

  return {
    started: start(),
    /** Clears the shown drafts. Stored ones stay, unless `isForgotten`. */
    stop: ({ isForgotten }: { isForgotten: boolean }): void => {
      isStopped = true;
      removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', onVisibility);
      stopListening();
      useDrafts.getState().clear();
      if (isForgotten) void storage.clear().catch(() => undefined);
    },
  };
};
