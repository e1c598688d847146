import type { UseStore } from 'idb-keyval';
import { clear, createStore, delMany, entries, get, keys, set } from 'idb-keyval';
import { ApiError } from './api-error.ts';
import { lastUser } from './last-user.ts';

/** Days: what nobody has seen for so long is out of date enough to be no help. */
const MOST_AGE_MS = 30 * 86_400_000;
/** Of entries under one first word, such as the messages of so many conversations. */
const MOST_ENTRIES = 40;

type QueryKey = readonly string[];
type Key = [userId: string, ...QueryKey];
interface Kept {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly data: unknown;
}

const open = (): UseStore => createStore('parley-offline', 'answers');
let opened: UseStore | undefined;
const db = (): UseStore => {
  opened ??= open();
  return opened;
};

/** Throws away the oldest of too many. */
const prune = async (userId: string, word: string): Promise<void> => {
  const isOfWord = ([owner, first]: Key): boolean => owner === userId && first === word;
  if ((await keys<Key>(db())).filter(isOfWord).length <= MOST_ENTRIES) return;
  const dated = (await entries<Key, Kept>(db())).filter(([key]) => isOfWord(key));
  const old = dated.sort(([, one], [, other]) => other.at - one.at).slice(MOST_ENTRIES);
  await delMany(
    old.map(([key]) => key),
    db(),
  );
};

/** What the server said last, in IndexedDB, for when it cannot be reached. */
export const offlineCopy = {
  keep: async (userId: string, key: QueryKey, data: unknown, now = Date.now()): Promise<void> => {
    await set([userId, ...key] satisfies Key, { at: now, data } satisfies Kept, db());
    await prune(userId, key[0] ?? '');
  },
  find: async (userId: string, key: QueryKey, now = Date.now()): Promise<unknown> => {
    const kept = await get<Kept>([userId, ...key] satisfies Key, db());
    return kept && now - kept.at < MOST_AGE_MS ? kept.data : undefined;
  },
  clear: (): Promise<void> => clear(db()),
};

const PATIENCE_MS = 4_000;
const silence = (): Promise<'silence'> =>
  new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, 'silence'));

/**
 * What the server says; when it gives no answer, or none for a while, what was kept of its last one.
 * Whoever asks finds out later what is new by catching up.
 */
export const orKept = async <T>(key: QueryKey, ask: () => Promise<T>): Promise<T> => {
  const user = lastUser.read();
  const kept = async (): Promise<T | undefined> =>
    user ? ((await offlineCopy.find(user.id, key).catch(() => undefined)) as T) : undefined;
  const asking = ask();
  // An answer that is not waited for may fail, too.
  asking.catch(() => undefined);
  try {
    const first = await Promise.race([asking, silence()]);
    if (first !== 'silence') return first as T;
    return (await kept()) ?? (await asking);
  } catch (error) {
    if (!(error instanceof ApiError && error.isTransient)) throw error;
    const found = await kept();
    if (found === undefined) throw error;
    return found;
  }
};
