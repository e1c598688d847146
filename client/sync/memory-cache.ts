import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { Call } from '../http/call.ts';
import type { Cache } from './cache.ts';
import type { ConversationIndex } from './conversation-index.ts';
import { mergeConversations } from './conversation-index.ts';
import { mapWindow } from './expiry/expired.ts';
import type { ListExtent } from './fetch-conversations.ts';
import { growExtent } from './fetch-conversations.ts';
import { loadEnd } from './load-window.ts';
import type { MessageWindow } from './message-window.ts';
import { withoutOldest } from './window-pages.ts';

/**
 * A window that reaches the end is trimmed to this size, because a full one accepts no new
 * messages.
 */
const MAX_MESSAGES = 500;

export interface MemoryCache extends Cache {
  /**
   * Calls `listener` with every message of a loaded window that is new or has a higher `rev`,
   * whether it was sent, edited, deleted or read, or has expired. Returns an unsubscribe function.
   */
  onMessage(listener: (message: Message) => void): () => void;
}

/** A cache for programs without a user interface. `call`: the same as for `createClient`. */
export const createMemoryCache = (call: Call): MemoryCache => {
  const listeners = new Set<(message: Message) => void>();
  const windows = new Map<string, MessageWindow>();
  let index: ConversationIndex | undefined;
  let extent: ListExtent | undefined;

  const changeListeners = new Set<() => void>();

  const emitChange = (): void => {
    for (const listener of changeListeners) listener();
  };
  const emitMessages = (before: MessageWindow | undefined, after: MessageWindow): void => {
    const known = new Map(before?.messages.map((message) => [message.id, message]));
    for (const message of after.messages) {
      const { rev = 0, deleted_at = null } = known.get(message.id) ?? {};
      // An expiry has no `rev`.
      if (rev >= message.rev && deleted_at === message.deleted_at) continue;
      for (const listener of listeners) listener(message);
    }
  };
  const put = (id: string, next: MessageWindow): void => {
    const before = windows.get(id);
    if (next === before) return;
    const excess = next.upTo === null ? next.messages.length - MAX_MESSAGES : 0;
    windows.set(id, withoutOldest(next, excess));
    emitMessages(before, next);
    emitChange();
  };

  const cache: MemoryCache = {
    conversations: () => index,
    conversation: (id: string): Conversation | undefined => index?.[id],
    window: (id) => windows.get(id),
    loadedWindows: () => [...windows.keys()],
    setConversations: (change) => {
      const before = index;
      index = before && change(before);
      if (index !== before) emitChange();
    },
    mergeList: (fresh) => {
      index = mergeConversations(index ?? {}, fresh);
      emitChange();
    },
    listExtent: () => extent,
    setListExtent: (next) => {
      extent = growExtent(extent, next);
    },
    setWindow: (id, change) => {
      const window = windows.get(id);
      if (window) put(id, change(window));
    },
    mapMessages: (change) => {
      for (const [id, window] of windows) put(id, mapWindow(window, change));
    },
    onChange: (listener) => {
      changeListeners.add(listener);
      return () => changeListeners.delete(listener);
    },
    // Messages are cached only in windows.
    refreshMessage: () => undefined,
    resetWindow: async (id) => put(id, await loadEnd({ call, cache }, id)),
    onMessage: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return cache;
};
