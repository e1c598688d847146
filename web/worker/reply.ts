import type { OutboxItem } from '#client/worker.ts';
import {
  ApiError,
  createApi,
  createBrowserLocks,
  newUuid,
  openOutboxStorage,
} from '#client/worker.ts';
import type { WorkerMessage } from '../src/lib/worker-messages.ts';
import { dataOf, show } from './shown.ts';
import { wordsOf } from './words.ts';

declare const self: ServiceWorkerGlobalScope;

type Outcome = 'sent' | 'waits' | Extract<OutboxItem['refusal'], string>;

/** Can a repeated call succeed, perhaps only after its user has signed in again? */
const isForLater = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.isTransient || error.status === 401;

const outcomeOf = (error: unknown): Outcome =>
  isForLater(error) ? 'waits' : ((error as ApiError).code as Outcome);

/** Sends if the user of this browser is `userId`, and marks the conversation as read up to `seq`. */
const send = async (item: OutboxItem, userId: string, seq: number): Promise<Outcome> => {
  const { call, session } = createApi({
    fetch: (...args) => self.fetch(...args),
    locks: createBrowserLocks(self.navigator.locks),
  });
  try {
    if ((await session.restore()).userId !== userId) return 'waits';
    const params = { id: item.conversationId };
    const { content, clientId } = item;
    const body = { content, client_id: clientId };
    await call('POST /api/conversations/{id}/messages', { params, body });
    await call('POST /api/conversations/{id}/read', { params, body: { seq } }).catch(() => null);
    return 'sent';
  } catch (error) {
    return outcomeOf(error);
  }
};

/**
 * Sends an answer that was written in a notification. It is stored in the outbox first: if it cannot be sent
 * now, a page sends it. If both send it, its `client_id` makes the server store it once.
 */
export const onReply = async (notification: Notification, text: string): Promise<void> => {
  const { push, seq = 0, path = '/' } = dataOf(notification);
  const { tag: conversationId, lang } = notification;
  const userId = push?.user_id ?? '';
  const storage = openOutboxStorage(userId);
  const item: OutboxItem = {
    clientId: newUuid(),
    conversationId,
    content: text,
    createdAt: new Date().toISOString(),
    order: Date.now(),
    state: 'queued',
  };
  await storage.put(item).catch(() => undefined);
  const outcome = await send(item, userId, seq);
  if (outcome === 'sent') {
    await storage.remove(item.clientId).catch(() => undefined);
    return;
  }
  const words = wordsOf(lang);
  const isRefused = outcome !== 'waits';
  if (isRefused) {
    await storage.put({ ...item, state: 'failed', refusal: outcome }).catch(() => undefined);
  }
  for (const page of await self.clients.matchAll({ type: 'window' })) {
    page.postMessage({ kind: 'outbox-changed' } satisfies WorkerMessage);
  }
  // Contains the text, so that it is not lost if the browser stores nothing.
  await show(isRefused ? words.refused : words.waits, {
    ...{ body: text, lang, tag: `reply-${item.clientId}`, silent: true },
    data: { path },
  });
};
