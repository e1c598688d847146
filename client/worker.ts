/**
 * What a service worker needs to send a message without a page. Apart from index.ts, which needs a page or Node.
 */
export { createApi } from './http/api.ts';
export { ApiError } from './http/api-error.ts';
export { createBrowserLocks } from './http/session.ts';
export { openOutboxStorage } from './outbox/indexeddb-storage.ts';
export type { OutboxItem } from './outbox/item.ts';
export { newUuid } from './platform/uuid.ts';
