import type { QueryClient } from '@tanstack/react-query';
import { del, get } from 'idb-keyval';
import type { ConversationIndex, MessageWindow } from '#client';
import { isSeen, lacksMarks } from '#client';
import type { Message } from '#contracts/http/messages.ts';
import type { CachedAnswer } from '../../sync/offline-copy.ts';
import { cachedAnswers } from '../../sync/offline-copy.ts';
import { createQueryCache, dropHits, keys } from '../../sync/query-cache.ts';
import type { BackgroundDeps } from './deps.ts';

/** Deletes the copy of a window that has what the user has removed since. */
const forget = async (userId: string, conversation: ConversationIndex[string]): Promise<void> => {
  const key = [userId, ...keys.messages(conversation.id)];
  const copy = await get<CachedAnswer>(key, cachedAnswers());
  if (copy && lacksMarks(copy.data as MessageWindow, conversation)) {
    await del(key, cachedAnswers());
  }
};

/** Removes quoted messages that the user no longer sees, and hits, which have parts of texts. */
const forgetQuotes = (client: QueryClient, conversationId: string): void => {
  const window = createQueryCache(client).window(conversationId) ?? {};
  client.removeQueries({
    queryKey: [keys.message('')[0]],
    predicate: ({ state }) => {
      const message = state.data as Message | undefined;
      return message?.conversation_id === conversationId && !isSeen(window, message);
    },
  });
  dropHits(client);
};

/**
 * What was deleted, or what the user has cleared or deleted for themselves, leaves the offline copies of conversations that are not
 * loaded here, and what is cached besides windows. Windows are written again as they change.
 */
export const forgetRemoved = ({
  client,
  userId,
  realtime,
}: Pick<BackgroundDeps, 'client' | 'userId' | 'realtime'>): (() => void) => {
  const cache = createQueryCache(client);
  /** The version of the marks that the copy of each conversation was compared with. */
  const compared = new Map<string, string>();
  const update = (): void => {
    for (const conversation of Object.values(cache.conversations() ?? {})) {
      const { id, me } = conversation;
      const version = `${me.cleared_seq} ${me.marks_ver}`;
      if (version === '0 0' || compared.get(id) === version || cache.window(id)) continue;
      compared.set(id, version);
      forget(userId, conversation).catch(() => compared.delete(id));
    }
  };
  update();
  const stops = [
    client.getQueryCache().subscribe(({ type, query }) => {
      if (type !== 'updated') return;
      if (query.queryKey[0] === keys.conversations[0]) update();
    }),
    realtime.onEvent((event) => {
      if (event.type === 'conversation:settings') forgetQuotes(client, event.conversation_id);
      if (event.type === 'message:delete') dropHits(client);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};
