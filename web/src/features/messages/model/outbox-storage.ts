import type { UseStore } from 'idb-keyval';
import { createStore, get, promisifyRequest, set, setMany } from 'idb-keyval';
import type { KeptFile } from '../../../lib/outgoing-file.ts';
import { settledSoon } from '../../../lib/settled-soon.ts';
import type { OutboxItem, OutboxStorage } from './outbox-item.ts';

/** Items lie beside their files, so that one transaction puts or removes both. */
type ItemKey = [userId: string, clientId: string];
type FileKey = [...ItemKey, fileId: string];
type Entry = [key: ItemKey, item: OutboxItem] | [key: FileKey, file: KeptFile];

const isItem = (entry: Entry): entry is [ItemKey, OutboxItem] => entry[0].length === 2;

/** All keys that begin with these parts: an array sorts after every string. */
const under = (...parts: string[]): IDBKeyRange => IDBKeyRange.bound(parts, [...parts, []]);

/** The outbox of a user in IndexedDB; what another user of this browser left unsent is forgotten. */
export const openOutboxStorage = (userId: string): OutboxStorage => {
  const open = createStore('parley-outbox', 'items');
  // A browser that forbids to store throws at once.
  const db: UseStore = async (mode, run) => open(mode, run);
  const remove = (...parts: string[]): Promise<void> =>
    db('readwrite', (store) => {
      store.delete(under(...parts));
      return promisifyRequest(store.transaction);
    });

  /** Removes what others left, and reads the rest. */
  const read = (): Promise<OutboxItem[]> =>
    db('readwrite', async (store) => {
      store.delete(IDBKeyRange.upperBound([userId], true));
      store.delete(IDBKeyRange.lowerBound([userId, []], true));
      const [keys, values] = [store.getAllKeys(), store.getAll()];
      await promisifyRequest(store.transaction);
      const entries = keys.result.map((key, index) => [key, values.result[index]] as Entry);
      return entries.filter(isItem).map(([, item]) => item);
    });

  return {
    load: read,
    put: async (item, files = new Map()) => {
      const key: ItemKey = [userId, item.clientId];
      const kept = [...files].map(([fileId, file]): [FileKey, KeptFile] => [
        [...key, fileId],
        file,
      ]);
      // Where there is no room for its files, at least the message survives.
      const putting = setMany([[key, item], ...kept], db).catch(() => set(key, item, db));
      await settledSoon(putting);
    },
    file: (clientId, fileId) =>
      settledSoon(get<KeptFile>([userId, clientId, fileId] satisfies FileKey, db)),
    attach: (clientId, fileId, attachmentId) => {
      const attaching = db('readwrite', (store) => {
        const key: FileKey = [userId, clientId, fileId];
        const found: IDBRequest<KeptFile | undefined> = store.get(key);
        found.onsuccess = () => {
          if (!found.result) return;
          const { blob, isOriginal } = found.result;
          store.put({ blob, isOriginal, ...(attachmentId && { attachmentId }) }, key);
        };
        return promisifyRequest(store.transaction);
      });
      return settledSoon(attaching);
    },
    remove: (clientId) => remove(userId, clientId),
    clear: () => remove(userId),
  };
};
