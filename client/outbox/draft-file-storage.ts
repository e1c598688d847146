import type { UseStore } from 'idb-keyval';
import { delMany, promisifyRequest } from 'idb-keyval';
import type { DraftFile, DraftFileStorage } from '../uploads/outgoing-file.ts';
import type { OutboxItem } from './item.ts';

/** Replaces the `clientId` in the key: these files have no message yet. */
const WAITING = 'waiting';

export const waitingKey = (userId: string, fileId: string): [string, string, string] => [
  userId,
  WAITING,
  fileId,
];

interface Deps {
  readonly userId: string;
  /** The same database as the outbox's files, so that both are erased together. */
  readonly files: UseStore;
  /** The messages of the outbox. */
  readonly items: () => Promise<readonly OutboxItem[]>;
  readonly onFilesStored: (areStored: boolean) => void;
}

/** Waiting files in IndexedDB. */
export const openDraftFileStorage = ({
  userId,
  files,
  items,
  onFilesStored,
}: Deps): DraftFileStorage => {
  const putOne = (waiting: DraftFile): Promise<void> =>
    files('readwrite', (store) => {
      store.put(waiting, waitingKey(userId, waiting.file.fileId));
      return promisifyRequest(store.transaction);
    });

  return {
    load: async () => {
      const found = await files<DraftFile[]>('readonly', (store) =>
        promisifyRequest(store.getAll(IDBKeyRange.bound([userId, WAITING], [userId, WAITING, []]))),
      );
      if (found.length === 0) return [];
      const sent = await items().catch(() => []);
      const taken = new Set(sent.flatMap(({ files = [] }) => files.map(({ fileId }) => fileId)));
      return found
        .filter(({ file }) => !taken.has(file.fileId))
        .sort((one, other) => one.addedAt - other.addedAt);
    },
    // One transaction per file: if one does not fit, the others are still stored.
    put: async (waiting) => {
      const outcomes = await Promise.allSettled(waiting.map(putOne));
      onFilesStored(outcomes.every(({ status }) => status === 'fulfilled'));
    },
    attach: (fileId, attachmentId) =>
      files('readwrite', (store) => {
        const key = waitingKey(userId, fileId);
        const found: IDBRequest<DraftFile | undefined> = store.get(key);
        found.onsuccess = () => {
          const waiting = found.result;
          if (waiting) store.put({ ...waiting, kept: { ...waiting.kept, attachmentId } }, key);
        };
        return promisifyRequest(store.transaction);
      }),
    remove: (fileIds) =>
      delMany(
        fileIds.map((fileId) => waitingKey(userId, fileId)),
        files,
      ),
  };
};
