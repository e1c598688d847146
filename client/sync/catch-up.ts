import type { Conversation } from '#contracts/http/conversations.ts';
import type { Call } from '../http/call.ts';
import type { Timers } from '../platform/timers.ts';
import type { Cache } from './cache.ts';
import { coalesced } from './coalesced.ts';
import { mergeConversation, withKnownPresence } from './conversation-index.ts';
import { fetchConversations } from './fetch-conversations.ts';
import { foldMarks, lacksMarksIn } from './marks/window-marks.ts';
import { foldEntry } from './message-window.ts';
import { unlisted } from './unlisted.ts';

const PAGE = 100;
/** With more missed log entries than this, reloads the window. */
const MAX_ENTRIES = 1_000;

/**
 * An open page compares its list at least this often: only a comparison shows that the last event of a
 * conversation was lost. Each one costs more than the ping before it.
 */
export const COMPARE_MS = 15 * 60_000;

interface CatchUpDeps {
  readonly call: Call;
  readonly cache: Cache;
  readonly timers: Timers;
  readonly random: () => number;
  readonly now: () => number;
  /** Receives every list that was fetched, so that only one tab has to fetch it. */
  readonly onList?: (fresh: readonly Conversation[]) => void;
}

/** Loads what was missed, and retries after a failure. */
export const createCatchUp = (deps: CatchUpDeps) => {
  const { call, cache, onList } = deps;

  /** When the latest presence event about a user came. */
  const presenceAt = new Map<string, number>();
  /** A conversation from an answer to a request of this time. */
  const withLatestPresence = (fresh: Conversation, askedAt: number): Conversation => {
    const changedAt = presenceAt.get(fresh.peer.id) ?? Number.NEGATIVE_INFINITY;
    return changedAt < askedAt ? fresh : withKnownPresence(cache.conversation(fresh.id), fresh);
  };
  const merge = (fresh: Conversation, askedAt: number): void => {
    const latest = withLatestPresence(fresh, askedAt);
    cache.setConversations((index) => mergeConversation(index, latest));
  };

  const readLog = async (id: string): Promise<void> => {
    const after = cache.window(id)?.logSeq;
    if (after === undefined) return;
    const query = { after: String(after), limit: String(PAGE) };
    const askedAt = deps.now();
    const log = await call('GET /api/conversations/{id}/log', { params: { id }, query });
    merge(log.conversation, askedAt);
    for (const { message } of log.entries) cache.refreshMessage(message);
    if (log.last_seq - after > MAX_ENTRIES) return cache.resetWindow(id);
    cache.setWindow(id, (window) =>
      log.entries.reduce((folded, { seq, message }) => foldEntry(folded, seq, message), window),
    );
    const hasMore = log.entries.length > 0 && (cache.window(id)?.logSeq ?? 0) < log.last_seq;
    return hasMore ? readLog(id) : undefined;
  };

  /** The marks that a loaded window lacks. */
  const readMarks = async (id: string): Promise<void> => {
    await foldMarks(cache, id);
    if (!lacksMarksIn(cache, id)) return;
    await foldMarks(cache, id, await call('GET /api/conversations/{id}/marks', { params: { id } }));
  };

  const readConversation = async (id: string): Promise<void> => {
    if (cache.window(id)) {
      await readLog(id);
      return readMarks(id);
    }
    const askedAt = deps.now();
    merge(await call('GET /api/conversations/{id}', { params: { id } }), askedAt);
  };

  /** When the list was last read; never, if something could not be loaded since. */
  let comparedAt = Number.NEGATIVE_INFINITY;
  const mustCompare = (): void => {
    comparedAt = Number.NEGATIVE_INFINITY;
  };
  const conversations = coalesced(readConversation, { ...deps, onGivenUp: mustCompare });

  /** Merges a list from any source, and reads the log of each loaded window that is behind it. */
  const compare = async (fresh: readonly Conversation[]): Promise<void> => {
    cache.mergeList(fresh);
    const listed = new Set(fresh.map(({ id }) => id));
    const behind = cache.loadedWindows().filter((id) => {
      // The list may be too short to contain an open conversation.
      if (!listed.has(id)) return true;
      const lastSeq = cache.conversation(id)?.last_seq ?? 0;
      return lastSeq > (cache.window(id)?.logSeq ?? 0) || lacksMarksIn(cache, id);
    });
    await Promise.all(behind.map(conversations.request));
  };

  const readList = async (): Promise<void> => {
    const askedAt = deps.now();
    const fetched = await fetchConversations(call, cache.listExtent());
    const found = [...fetched.main, ...fetched.archived, ...fetched.requests];
    for (const id of unlisted(cache.conversations() ?? {}, fetched, deps.now())) {
      found.push(await call('GET /api/conversations/{id}', { params: { id } }));
    }
    const latest = found.map((fresh) => withLatestPresence(fresh, askedAt));
    cache.setListExtent(fetched.extent);
    onList?.(latest);
    comparedAt = deps.now();
    await compare(latest);
  };
  const list = coalesced(readList, deps);
  const requestList = (): Promise<void> => {
    mustCompare();
    return list.request('list');
  };

  return {
    conversation: conversations.request,
    /** An event about the presence of this user came: answers that are on their way may be older. */
    presenceChanged: (userId: string): void => void presenceAt.set(userId, deps.now()),
    compare,
    list: requestList,
    /** The same, if the last comparison was long ago or failed. */
    listIfDue: async (): Promise<void> => {
      if (deps.now() - comparedAt >= COMPARE_MS) await requestList();
    },
    /** Cancels all planned runs. */
    reset: (): void => {
      list.reset();
      conversations.reset();
    },
  };
};
