import type { StoredFile } from '../uploads/outgoing-file.ts';
import type { OutboxItem, OutboxStorage } from './item.ts';

const keyOf = (clientId: string, fileId: string): string => `${clientId}/${fileId}`;

/** An outbox storage that lasts as long as the process. */
export const createMemoryStorage = (
  items: Map<string, OutboxItem> = new Map(),
  files: Map<string, StoredFile> = new Map(),
): OutboxStorage & {
  readonly items: Map<string, OutboxItem>;
  /** By `clientId/fileId`. */
  readonly files: Map<string, StoredFile>;
} => ({
  items,
  files,
  load: async () => [...items.values()],
  put: async (item, stored = new Map()) => {
    items.set(item.clientId, item);
    for (const [fileId, file] of stored) files.set(keyOf(item.clientId, fileId), file);
  },
  file: async (clientId, fileId) => files.get(keyOf(clientId, fileId)),
  attach: async (clientId, fileId, attachmentId) => {
    const stored = files.get(keyOf(clientId, fileId));
    if (!stored) return;
    const { blob, isOriginal } = stored;
    files.set(keyOf(clientId, fileId), { blob, isOriginal, ...(attachmentId && { attachmentId }) });
  },
  remove: async (clientId) => {
    items.delete(clientId);
    for (const key of files.keys()) if (key.startsWith(`${clientId}/`)) files.delete(key);
  },
  clear: async () => {
    items.clear();
    files.clear();
  },
});
