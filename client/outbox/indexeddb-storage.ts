import type { UseStore } from 'idb-keyval';
import { createStore, get, promisifyRequest, set, setMany } from 'idb-keyval';
import { createAsk } from '../platform/settled-soon.ts';
import type { KeptFile } from '../uploads/outgoing-file.ts';
import type { OutboxItem, OutboxStorage } from './item.ts';

type ItemKey = [userId: string, clientId: string];
type FileKey = [...ItemKey, fileId: string];

/** Files are large: the message goes on while they are stored. */
const FILES_PATIENCE_MS = 1_500;

/** All keys that begin with these parts: an array sorts after every string. */
const under = (...parts: string[]): IDBKeyRange => IDBKeyRange.bound(parts, [...parts, []]);

/** A database; one that cannot be opened, or does not answer, fails. */
const openDatabase = (name: string, storeName: string, patienceMs?: number): UseStore => {
  const open = createStore(name, storeName);
  const ask = createAsk(patienceMs);
  // A browser that forbids to store throws at once.
  return (mode, run) => ask(async () => open(mode, run));
};

const remove = (db: UseStore, ...parts: string[]): Promise<void> =>
  db('readwrite', (store) => {
    store.delete(under(...parts));
    return promisifyRequest(store.transaction);
  });

const removeOthers = (store: IDBObjectStore, userId: string): void => {
  store.delete(IDBKeyRange.upperBound([userId], true));
  store.delete(IDBKeyRange.lowerBound([userId, []], true));
};

/** Removes what others left, and reads the rest. */
const readItems = (db: UseStore, userId: string): Promise<OutboxItem[]> =>
  db('readwrite', async (store) => {
    removeOthers(store, userId);
    const [keys, values] = [store.getAllKeys(), store.getAll()];
    await promisifyRequest(store.transaction);
    // Earlier versions kept files beside their items, under longer keys.
    const isItem = (key: IDBValidKey | undefined): boolean => (key as unknown[]).length === 2;
    return values.result.filter((_, index) => isItem(keys.result[index])) as OutboxItem[];
  });

/**
 * The outbox of a user in IndexedDB; what another user of this browser left unsent is forgotten. Files have a
 * database to themselves: WebKit never ends a transaction with a file in a private window, and lets no other
 * begin. `onFilesKept` says after each message with files whether there was room for them.
 */
export const openOutboxStorage = (
  userId: string,
  onFilesKept: (areKept: boolean) => void = () => undefined,
): OutboxStorage => {
  const items = openDatabase('parley-outbox', 'items');
  const files = openDatabase('parley-outbox-files', 'files', FILES_PATIENCE_MS);

  /** Where there is no room for its files, at least the message survives. */
  const putFiles = async (entries: [FileKey, KeptFile][]): Promise<void> => {
    const areKept = await setMany(entries, files).then(
      () => true,
      () => false,
    );
    onFilesKept(areKept);
  };

  return {
    load: async () => {
      files('readwrite', (store) => {
        removeOthers(store, userId);
        return promisifyRequest(store.transaction);
      }).catch(() => undefined);
      return readItems(items, userId);
    },
    put: async (item, kept = new Map()) => {
      const key: ItemKey = [userId, item.clientId];
      const entries = [...kept].map(([fileId, file]): [FileKey, KeptFile] => [
        [...key, fileId],
        file,
      ]);
      await Promise.all([set(key, item, items), entries.length > 0 && putFiles(entries)]);
    },
    file: async (clientId, fileId) => {
      const key: FileKey = [userId, clientId, fileId];
      const found = await get<KeptFile>(key, files).catch(() => undefined);
      return found ?? get<KeptFile>(key, items);
    },
    attach: (clientId, fileId, attachmentId) =>
      files('readwrite', (store) => {
        const key: FileKey = [userId, clientId, fileId];
        const found: IDBRequest<KeptFile | undefined> = store.get(key);
        found.onsuccess = () => {
          if (!found.result) return;
          const { blob, isOriginal } = found.result;
          store.put({ blob, isOriginal, ...(attachmentId && { attachmentId }) }, key);
        };
        return promisifyRequest(store.transaction);
      }),
    remove: async (clientId) => {
      await Promise.all([remove(items, userId, clientId), remove(files, userId, clientId)]);
    },
    clear: async () => {
      await Promise.all([remove(items, userId), remove(files, userId)]);
    },
  };
};
