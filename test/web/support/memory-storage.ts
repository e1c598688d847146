import type {
  OutboxItem,
  OutboxStorage,
} from '../../../web/src/features/messages/model/outbox-item.ts';

/** An outbox storage that lives as long as its items: what IndexedDB is to a browser. */
export const createMemoryStorage = (
  items: Map<string, OutboxItem> = new Map(),
): OutboxStorage & { readonly items: Map<string, OutboxItem> } => ({
  items,
  load: async () => [...items.values()],
  put: async (item) => void items.set(item.clientId, item),
  remove: async (clientId) => void items.delete(clientId),
  clear: async () => items.clear(),
});
