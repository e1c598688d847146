import type { KeptFile } from '../uploads/outgoing-file.ts';
import type { OutboxItem, OutboxStorage } from './item.ts';

const keyOf = (clientId: string, fileId: string): string => `${clientId}/${fileId}`;

/** An outbox storage that lasts as long as the process. */
export const createMemoryStorage = (
  items: Map<string, OutboxItem> = new Map(),
  files: Map<string, KeptFile> = new Map(),
): OutboxStorage & {
  readonly items: Map<string, OutboxItem>;
  /** By `clientId/fileId`. */
  readonly files: Map<string, KeptFile>;
} => ({
  items,
  files,
  load: async () => [...items.values()],
  put: async (item, kept = new Map()) => {
    items.set(item.clientId, item);
    for (const [fileId, file] of kept) files.set(keyOf(item.clientId, fileId), file);
  },
  file: async (clientId, fileId) => files.get(keyOf(clientId, fileId)),
  attach: async (clientId, fileId, attachmentId) => {
    const kept = files.get(keyOf(clientId, fileId));
    if (!kept) return;
    const { blob, isOriginal } = kept;
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
