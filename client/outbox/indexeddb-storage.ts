import { createStore, delMany, get, promisifyRequest, set } from 'idb-keyval';
import { createAsk } from '../platform/settled-soon.ts';
import type { DraftFile, DraftFileStorage, StoredFile } from '../uploads/outgoing-file.ts';
import { openDraftFileStorage, waitingKey } from './draft-file-storage.ts';
import type { OutboxItem, OutboxStorage } from './item.ts';

type ItemKey = [userId: string, clientId: string];
type FileKey = [...ItemKey, fileId: string];

/** Files are large: after this time the message is sent while they are still being stored. */
const FILES_TIMEOUT_MS = 1_500;

/** All keys that begin with these parts: in IndexedDB an array sorts after every string. */
const under = (...parts: string[]): IDBKeyRange => IDBKeyRange.bound(parts, [...parts, []]);

/** `onLate` gets the result of a call that had failed because it took too long. */
type Database = <T>(
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => T | PromiseLike<T>,
  onLate?: (result: T) => void,
) => Promise<T>;

/** Opens a database. Calls fail if it cannot be opened or does not answer in time. */
const openDatabase = (name: string, storeName: string, timeoutMs?: number): Database => {
  const open = createStore(name, storeName);
  const ask = createAsk(timeoutMs);
  // `open` throws synchronously if the browser forbids storage.
  return (mode, run, onLate) => ask(async () => open(mode, run), onLate);
};

const remove = (db: Database, ...parts: string[]): Promise<void> =>
  db('readwrite', (store) => {
    store.delete(under(...parts));
    return promisifyRequest(store.transaction);
  });

const removeOthers = (store: IDBObjectStore, userId: string): void => {
  store.delete(IDBKeyRange.upperBound([userId], true));
  store.delete(IDBKeyRange.lowerBound([userId, []], true));
};

/** Deletes the items of other users and reads the rest. */
const readItems = (
  db: Database,
  userId: string,
  onLate?: (items: OutboxItem[]) => void,
): Promise<OutboxItem[]> =>
  db(
    'readwrite',
    async (store) => {
      removeOthers(store, userId);
      const [keys, values] = [store.getAllKeys(), store.getAll()];
      await promisifyRequest(store.transaction);
      // Earlier versions stored files beside their items, under longer keys.
      const isItem = (key: IDBValidKey | undefined): boolean => (key as unknown[]).length === 2;
      return values.result.filter((_, index) => isItem(keys.result[index])) as OutboxItem[];
    },
    onLate,
  );

const bytesKey = (userId: string, clientId: string, fileId: string): FileKey => [
  userId,
  clientId,
  fileId,
];

/**
 * Moves a waiting file to its message in one transaction, so that it is never in both places or in
 * none.
 */
const move = (store: IDBObjectStore, userId: string, clientId: string, fileId: string): void => {
  const asked: IDBRequest<DraftFile | undefined> = store.get(waitingKey(userId, fileId));
  asked.onsuccess = () => {
    if (!asked.result) return;
    store.put(asked.result.kept, bytesKey(userId, clientId, fileId));
    store.delete(waitingKey(userId, fileId));
  };
};

/**
 * The outbox of a user in IndexedDB, and the files that wait for their message. Deletes what other
 * users of this browser left.
 *
 * Files have their own database: in a private window WebKit never ends a transaction that contains
 * a file, and it blocks all others. `onFilesStored` reports after each write of files whether they
 * fitted.
 */
export const openOutboxStorage = (
  userId: string,
  onFilesStored: (areStored: boolean) => void = () => undefined,
): OutboxStorage & { draftFiles: DraftFileStorage } => {
  const items = openDatabase('parley-outbox', 'items');
  const files = openDatabase('parley-outbox-files', 'files', FILES_TIMEOUT_MS);

  /**
   * If the files do not fit, the message is stored without them. In both cases they no longer count as
   * waiting.
   */
  const putFiles = async (
    entries: readonly [FileKey, StoredFile][],
    fileIds: readonly string[],
  ): Promise<void> => {
    const waiting = fileIds.map((fileId) => waitingKey(userId, fileId));
    const areStored = await files('readwrite', (store) => {
      for (const [key, file] of entries) store.put(file, key);
      for (const key of waiting) store.delete(key);
      return promisifyRequest(store.transaction);
    }).then(
      () => true,
      () => false,
    );
    onFilesStored(areStored);
    if (!areStored) await delMany(waiting, files).catch(() => undefined);
  };

  /** Finishes moves that were interrupted between writing an item and its files. */
  const finishMoves = (found: readonly OutboxItem[]): Promise<void> =>
    files('readwrite', (store) => {
      removeOthers(store, userId);
      for (const { clientId, files: sent = [] } of found) {
        for (const { fileId } of sent) move(store, userId, clientId, fileId);
      }
      return promisifyRequest(store.transaction);
    });

  return {
    draftFiles: openDraftFileStorage({
      userId,
      files,
      items: () => readItems(items, userId),
      onFilesStored,
    }),
    load: async (onLate) => {
      const settle = (found: OutboxItem[]): OutboxItem[] => {
        finishMoves(found).catch(() => undefined);
        return found;
      };
      const late = (found: OutboxItem[]): void => onLate?.(settle(found));
      return settle(await readItems(items, userId, late).catch(() => []));
    },
    put: async (item, stored = new Map()) => {
      const key: ItemKey = [userId, item.clientId];
      const entries = [...stored].map(([fileId, file]): [FileKey, StoredFile] => [
        bytesKey(userId, item.clientId, fileId),
        file,
      ]);
      try {
        // The item first: files without their item would be lost.
        await set(key, item, items);
      } finally {
        if (entries.length > 0) await putFiles(entries, [...stored.keys()]);
      }
    },
    file: async (clientId, fileId) => {
      const key = bytesKey(userId, clientId, fileId);
      const found = await get<StoredFile>(key, files).catch(() => undefined);
      return found ?? get<StoredFile>(key, items);
    },
    attach: (clientId, fileId, attachmentId) =>
      files('readwrite', (store) => {
        const key = bytesKey(userId, clientId, fileId);
        const found: IDBRequest<StoredFile | undefined> = store.get(key);
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
