import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { ConversationIndex } from './conversation-index.ts';
import type { ListExtent } from './fetch-conversations.ts';
import type { MessageWindow } from './message-window.ts';

/**
 * The client's data of one user. The site implements it with TanStack Query. Reads return
 * `undefined` for data that is not loaded, and writes to it do nothing, except where noted. Values
 * are immutable.
 */
export interface Cache {
  conversations(): ConversationIndex | undefined;
  conversation(id: string): Conversation | undefined;
  window(conversationId: string): MessageWindow | undefined;
  /** Ids of the conversations whose windows are loaded. */
  loadedWindows(): string[];
  setConversations(change: (index: ConversationIndex) => ConversationIndex): void;
  /** Works before the list is loaded: the later list is merged into it. */
  mergeList(fresh: readonly Conversation[]): void;
  listExtent(): ListExtent | undefined;
  /** Works before the list is loaded. A shorter list that is read later does not make it smaller. */
  setListExtent(extent: ListExtent): void;
  setWindow(conversationId: string, change: (window: MessageWindow) => MessageWindow): void;
  /** Replaces every cached message for which `change` returns another one, in windows and elsewhere. */
  mapMessages(change: (message: Message) => Message): void;
  /**
   * Evicts other rows with parts of messages, such as the hits of a search, that have expired by `at`. Returns when the next
   * one expires, or infinity.
   */
  evictExpired?(at: number): number;
  /**
   * Calls `listener` after changes of conversations, messages and the rows of `evictExpired`, but not after a change that
   * changes nothing. Returns an unsubscribe function.
   */
  onChange(listener: () => void): () => void;
  /** Replaces a message that is cached separately (for a quote) if this one has a higher `rev`. */
  refreshMessage(message: Message): void;
  /** Reloads a window, when that is faster than catching up. */
  resetWindow(conversationId: string): Promise<void>;
}
