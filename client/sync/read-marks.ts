import type { Conversation } from '#contracts/http/conversations.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { ApiError } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { createStore } from '../platform/store.ts';
import type { Timers } from '../platform/timers.ts';
import { namedTimers } from '../platform/timers.ts';
import type { Cache } from './cache.ts';
import { mergeConversation, withKnownPresence } from './conversation-index.ts';
import type { ChangeStorage } from './pending/change-storage.ts';
import { changesOfKind } from './pending/change-storage.ts';

export const readMarkTimes = {
  /** A mark waits this long for a newer one: several messages that arrive together need one mark. */
  quietMs: 2_000,
  /** However many arrive, the first one waits no longer than this. */
  maxMs: 2_500,
  /** While the peer types on, they do not look for receipts: their next message needs a mark anyway. */
  typingMs: 15_000,
} as const;

type ReadEvent = Extract<ServerEvent, { type: 'message:read' }>;

interface ReadMarksDeps {
  readonly userId: string;
  /** Keeps marks that were not sent. */
  readonly changes: ChangeStorage;
  readonly call: Call;
  readonly cache: Cache;
  readonly timers: Timers;
  readonly now: () => number;
  /** This tab's own open socket: the answer to a mark replaces its event. */
  readonly socketId: () => string | undefined;
  /** The event that an answer replaces, for listeners and other tabs. */
  readonly onRead: (event: ReadEvent) => void;
  /** Is the peer of this conversation typing? */
  readonly isPeerTyping: (conversationId: string) => boolean;
}

/** What this page has seen and not marked yet: the highest sequence by conversation. */
export type Seen = Readonly<Record<string, number>>;

/** A conversation as the user sees it: what they have seen is not unread, though its mark still waits. */
export const withSeen = (conversation: Conversation, seen: Seen): Conversation =>
  conversation.unread_count > 0 && (seen[conversation.id] ?? -1) >= conversation.last_seq
    ? { ...conversation, unread_count: 0 }
    : conversation;

/**
 * Sends read marks to the server, one for all messages that are seen together. Those without an answer are kept and sent
 * again when the server can be reached, also by a later page.
 */
export const createReadMarks = (deps: ReadMarksDeps) => {
  const { call, cache, timers, now, isPeerTyping } = deps;
  /** The highest wanted mark by conversation. */
  const wanted = changesOfKind<number>(deps.changes, 'reads');
  const store = createStore<{ seen: Seen }>(() => ({ seen: wanted.all() }));
  const show = (): void => store.setState({ seen: wanted.all() });
  /** Since when a mark waits to be sent, by conversation. */
  const since = new Map<string, number>();
  const pauses = namedTimers<string>(timers);
  const busy = new Set<string>();

  const forget = (id: string): void => {
    wanted.set(id, undefined);
    show();
  };
  const send = async (id: string, seq: number): Promise<void> => {
    const socketId = deps.socketId();
    const body = { seq, ...(socketId !== undefined && { socket_id: socketId }) };
    const read = await call('POST /api/conversations/{id}/read', { params: { id }, body });
    const answer = withKnownPresence(cache.conversation(id), read);
    cache.setConversations((index) => mergeConversation(index, answer));
    if (socketId !== undefined) {
      deps.onRead({
        type: 'message:read',
        conversation_id: id,
        ver: read.ver,
        payload: { user_id: deps.userId, up_to_seq: read.my_read_seq },
      });
    }
    if (wanted.get(id) === seq) forget(id);
  };

  const run = async (id: string): Promise<void> => {
    pauses.clear(id);
    since.delete(id);
    if (busy.has(id)) return;
    busy.add(id);
    try {
      const next = () => (pauses.isSet(id) ? undefined : wanted.get(id));
      for (let seq = next(); seq !== undefined; seq = next()) await send(id, seq);
    } catch (error) {
      const mayRepeat = error instanceof ApiError && !error.isRefusal;
      if (!mayRepeat) forget(id);
    } finally {
      busy.delete(id);
    }
  };

  /** Pauses until nothing newer was seen for a moment. */
  const plan = (id: string): void => {
    const waited = now() - (since.get(id) ?? now());
    const { quietMs, maxMs, typingMs } = readMarkTimes;
    const left = (isPeerTyping(id) ? typingMs : maxMs) - waited;
    const end = (): void => {
      if (isPeerTyping(id)) plan(id);
      else void run(id);
    };
    if (left <= 0) void run(id);
    else pauses.set(id, end, Math.min(quietMs, left));
  };

  const resume = (): void => {
    for (const id of wanted.ids()) void run(id);
  };

  return {
    store,
    mark: (id: string, seq: number): void => {
      if (seq < (wanted.get(id) ?? 0)) return;
      wanted.set(id, seq);
      show();
      if (!since.has(id)) since.set(id, now());
      plan(id);
    },
    /** Sends all marks now: the server can be reached, or the page is about to be left. */
    resume,
    /** Marks that wait stay kept. */
    stop: (): void => {
      pauses.clearAll();
      since.clear();
      store.setState({ seen: {} });
    },
  };
};
