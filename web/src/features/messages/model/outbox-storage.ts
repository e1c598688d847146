import type { UseStore } from 'idb-keyval';
import { createStore, del, delMany, entries, set } from 'idb-keyval';
import type { OutboxItem, OutboxStorage } from './outbox-item.ts';

type Key = [userId: string, clientId: string];

const keysOf = async (db: UseStore, isWanted: (userId: string) => boolean): Promise<Key[]> => {
  const all = await entries<Key, OutboxItem>(db);
  return all.map(([key]) => key).filter(([userId]) => isWanted(userId));
};

/** The outbox of a user in IndexedDB; what another user of this browser left unsent is forgotten. */
export const openOutboxStorage = (userId: string): OutboxStorage => {
  const db = createStore('parley-outbox', 'items');
  return {
    load: async () => {
      await delMany(await keysOf(db, (other) => other !== userId), db);
      return (await entries<Key, OutboxItem>(db)).map(([, item]) => item);
    },
    put: (item) => set([userId, item.clientId] satisfies Key, item, db),
    remove: (clientId) => del([userId, clientId] satisfies Key, db),
    clear: async () => delMany(await keysOf(db, (other) => other === userId), db),
  };
};
