import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Cache, ConversationIndex, ListExtent, MessageWindow } from '#client';
import { expiryOf, growExtent, mapWindow, mergeConversations } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';

export const keys = {
  me: ['me'] as const,
  /** What an `account:event` may change. */
  account: ['account'] as const,
  sessions: ['account', 'sessions'] as const,
  factor: ['account', 'factor'] as const,
  passkeys: ['account', 'passkeys'] as const,
  blocks: ['blocks'] as const,
  person: (id: string) => ['person', id] as const,
  conversations: ['conversations'] as const,
  listExtent: ['list-extent'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  messages: (conversationId: string) => ['messages', conversationId] as const,
  message: (id: string) => ['message', id] as const,
  search: (text: string) => ['search', text] as const,
  gallery: (conversationId: string, kind: string) => ['gallery', conversationId, kind] as const,
  starred: (conversationId?: string) => ['starred', conversationId] as const,
  messageSearch: (text: string, conversationId?: string) =>
    ['message-search', text, conversationId] as const,
};

const hitLists = [keys.messageSearch('')[0], keys.gallery('', '')[0]];
/** Lists of rows that have parts of texts or files of messages. */
const rowLists = [...hitLists, keys.starred()[0]];

const cachedMessages = new Set<unknown>([
  keys.conversations[0],
  keys.messages('')[0],
  keys.message('')[0],
  ...rowLists,
]);

/** Changes the data of all queries of a kind. */
const mapQueries = <T>(client: QueryClient, word: string, change: (data: T) => T): void => {
  for (const { queryKey, state } of client.getQueryCache().findAll({ queryKey: [word] })) {
    const data = state.data as T | undefined;
    const next = data === undefined ? undefined : change(data);
    if (next !== data) client.setQueryData(queryKey, next);
  }
};

interface RowPage {
  readonly items: readonly { readonly expires_at?: string }[];
}

/** The pages without rows that have expired by then; the same object if none has. */
const rowsAt = (rows: InfiniteData<RowPage>, at: number): InfiniteData<RowPage> => {
  const isGone = (row: RowPage['items'][number]): boolean => expiryOf(row) <= at;
  if (!rows.pages.some(({ items }) => items.some(isGone))) return rows;
  return {
    ...rows,
    pages: rows.pages.map((page) => ({
      ...page,
      items: page.items.filter((row) => !isGone(row)),
    })),
  };
};

/** Evicts hits of searches and galleries, which have parts of texts and names of files. */
export const dropHits = (client: QueryClient): void => {
  for (const word of hitLists) void client.resetQueries({ queryKey: [word] });
};

/** The client library's cache, implemented with TanStack Query. */
export const createQueryCache = (client: QueryClient): Cache => ({
  conversations: (): ConversationIndex | undefined => client.getQueryData(keys.conversations),
  conversation: (id: string): Conversation | undefined =>
    client.getQueryData<ConversationIndex>(keys.conversations)?.[id],
  window: (id: string): MessageWindow | undefined => client.getQueryData(keys.messages(id)),
  loadedWindows: (): string[] =>
    client
      .getQueryCache()
      .findAll({ queryKey: ['messages'] })
      .filter(({ state }) => state.data !== undefined)
      .map(({ queryKey }) => String(queryKey[1])),
  setConversations: (change: (index: ConversationIndex) => ConversationIndex): void => {
    client.setQueryData<ConversationIndex>(keys.conversations, (index) => index && change(index));
  },
  /** Works before the list is loaded: the later list is merged into it. */
  mergeList: (fresh: readonly Conversation[]): void => {
    client.setQueryData<ConversationIndex>(keys.conversations, (index) =>
      mergeConversations(index ?? {}, fresh),
    );
  },
  listExtent: (): ListExtent | undefined => client.getQueryData(keys.listExtent),
  setListExtent: (next: ListExtent): void => {
    client.setQueryData<ListExtent>(keys.listExtent, (known) => growExtent(known, next));
  },
  setWindow: (id: string, change: (window: MessageWindow) => MessageWindow): void => {
    client.setQueryData<MessageWindow>(keys.messages(id), (window) => window && change(window));
  },
  mapMessages: (change: (message: Message) => Message): void => {
    mapQueries<MessageWindow>(client, keys.messages('')[0], (window) => mapWindow(window, change));
    mapQueries<Message>(client, keys.message('')[0], change);
  },
  evictExpired: (at: number): number => {
    let next = Number.POSITIVE_INFINITY;
    for (const word of rowLists) {
      mapQueries<InfiniteData<RowPage>>(client, word, (rows) => {
        const current = rowsAt(rows, at);
        const items = current.pages.flatMap((page) => page.items);
        next = Math.min(next, ...items.map(expiryOf));
        return current;
      });
    }
    return next;
  },
  onChange: (listener: () => void): (() => void) =>
    client.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && cachedMessages.has(query.queryKey[0])) listener();
    }),
  /**
   * Updates a message that is cached separately (for a quote), unless that one has the same or a
   * higher `rev`.
   */
  refreshMessage: (message: Message): void => {
    client.setQueryData<Message>(keys.message(message.id), (known) =>
      known && known.rev < message.rev ? message : known,
    );
  },
  /** Reloads a window, when that is faster than catching up. */
  resetWindow: (id: string): Promise<void> =>
    client.resetQueries({ queryKey: keys.messages(id), exact: true }),
});
