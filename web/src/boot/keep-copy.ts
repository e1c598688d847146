import type { QueryClient } from '@tanstack/react-query';
import type { ConversationIndex, MessageWindow, Timers } from '#client';
import { byActivity } from '#client';
import { cacheAnswer } from '../sync/cache-answer.ts';
import { eraseAnswers } from '../sync/offline-copy.ts';
import { keys } from '../sync/query-cache.ts';

/** Changes come in bursts, so they are written together. */
const WRITE_AFTER_MS = 1_000;
const MAX_CONVERSATIONS = 200;
const MAX_MESSAGES = 50;

/** Presence is dropped: it is outdated when the copy is read. */
const latest = (index: ConversationIndex): ConversationIndex =>
  Object.fromEntries(
    byActivity(index)
      .slice(0, MAX_CONVERSATIONS)
      .map((known) => [known.id, { ...known, peer: { ...known.peer, online: false } }]),
  );

/** The end of a conversation, if it is loaded. Older messages continue at the oldest one's id. */
const endOf = (window: MessageWindow): MessageWindow | null => {
  if (window.upTo !== null) return null;
  const messages = window.messages.slice(-MAX_MESSAGES);
  const isCut = messages.length < window.messages.length;
  const [oldest] = messages;
  return { ...window, messages, cursor: isCut && oldest ? oldest.id : window.cursor };
};

/** The part of a query's data that is worth caching; null for other queries. */
const worthKeeping = ([word]: readonly unknown[], data: unknown): unknown => {
  if (data === undefined) return null;
  if (word === keys.conversations[0]) return latest(data as ConversationIndex);
  if (word === keys.messages('')[0]) return endOf(data as MessageWindow);
  return null;
};

interface KeepDeps {
  readonly client: QueryClient;
  readonly userId: string;
  readonly timers: Timers;
  readonly copy?: { readonly keep: typeof cacheAnswer; readonly clear: typeof eraseAnswers };
}

const browserCopy = { keep: cacheAnswer, clear: eraseAnswers };

/** Persists a copy of the loaded data for offline use, as it changes. Sign-out erases it. */
export const keepCopy = ({ client, userId, timers, copy = browserCopy }: KeepDeps) => {
  const cache = client.getQueryCache();
  const changed = new Set<string>();
  let timer: unknown;

  const write = (): void => {
    timers.clear(timer);
    timer = undefined;
    for (const hash of changed) {
      const query = cache.get(hash);
      const data = query && worthKeeping(query.queryKey, query.state.data);
      if (data) copy.keep(userId, query.queryKey as string[], data).catch(() => undefined);
    }
    changed.clear();
  };
  const unsubscribe = cache.subscribe(({ type, query }) => {
    if (type !== 'updated' || worthKeeping(query.queryKey, query.state.data) === null) return;
    changed.add(query.queryHash);
    timer ??= timers.set(write, WRITE_AFTER_MS);
  });

  return {
    /** Writes at once, since the page may close. */
    write,
    stop: (): void => {
      unsubscribe();
      timers.clear(timer);
      copy.clear().catch(() => undefined);
    },
  };
};
