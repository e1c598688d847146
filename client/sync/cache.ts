import type { Conversation } from '../../functions/contracts/http/conversations.ts';
import type { Message } from '../../functions/contracts/http/messages.ts';
import type { ConversationIndex } from './conversation-index.ts';
import type { ListExtent } from './fetch-conversations.ts';
import type { MessageWindow } from './message-window.ts';

/**
 * Where the client keeps what it knows of one user. The site implements it on TanStack Query. Reads return
 * `undefined` for what is not loaded, and changes to what is not loaded do nothing, except where noted.
 * Values are never changed in place.
 */
export interface Cache {
  conversations(): ConversationIndex | undefined;
  conversation(id: string): Conversation | undefined;
  window(conversationId: string): MessageWindow | undefined;
  /** Ids of the conversations whose windows are loaded. */
  loadedWindows(): string[];
  setConversations(change: (index: ConversationIndex) => ConversationIndex): void;
  /** Also before the list is loaded: what is loaded later is merged into it. */
  mergeList(fresh: readonly Conversation[]): void;
  listExtent(): ListExtent | undefined;
  /** Also before the list is loaded. A list that is read again never counts as less than before. */
  setListExtent(extent: ListExtent): void;
  setWindow(conversationId: string, change: (window: MessageWindow) => MessageWindow): void;
  /** Replaces a message that is cached by itself (for a quote) if this one has a higher `rev`. */
  refreshMessage(message: Message): void;
  /** Loads a window anew, when catching up would take longer than starting over. */
  resetWindow(conversationId: string): Promise<void>;
}
