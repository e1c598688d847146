import type { UseStore } from 'idb-keyval';
import { clear, createStore, get } from 'idb-keyval';
import { ApiError, assumeDifference, serverNow, settledSoon } from '#client';
import { copyAt } from './copy-at.ts';
import { lastUser } from './last-user.ts';

/** Older copies are not used. */
const MAX_AGE_MS = 30 * 86_400_000;
const TIMEOUT_MS = 4_000;
/** Of the answers' shape: a copy of another one is not used. */
export const COPY_VERSION = 3;

export type CachedKey = readonly [userId: string, ...queryKey: string[]];
export interface CachedAnswer {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly version: number;
  /** The server's time minus the device's, when it was written. */
  readonly difference?: number;
  readonly data: unknown;
}

let opened: UseStore | undefined;
/** Cached answers by user, in IndexedDB; written by cache-answer.ts. */
export const cachedAnswers = (): UseStore => {
  opened ??= createStore('parley-offline', 'answers');
  return opened;
};

export const eraseAnswers = async (): Promise<void> => clear(cachedAnswers());

export const isUsable = ({ version, at }: CachedAnswer): boolean =>
  version === COPY_VERSION && Date.now() - at < MAX_AGE_MS;

const find = async (queryKey: readonly string[]): Promise<unknown> => {
  const user = lastUser.read();
  if (!user) return undefined;
  const key: CachedKey = [user.id, ...queryKey];
  try {
    const cached = await settledSoon(get<CachedAnswer>([...key], cachedAnswers()));
    assumeDifference(cached?.difference);
    return cached && isUsable(cached) ? copyAt(queryKey, cached.data, serverNow()) : undefined;
  } catch {
    // Storage is forbidden or does not answer.
    return undefined;
  }
};

const silence = (): Promise<'silence'> =>
  new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS, 'silence'));

/**
 * The server's answer; without one, or after a timeout, the cached one. Catch-up brings later
 * changes.
 */
export const orCached = async <T>(
  queryKey: readonly string[],
  ask: () => Promise<T>,
): Promise<T> => {
  const asking = ask();
  // Also handles a failure after the timeout.
  asking.catch(() => undefined);
  try {
    const first = await Promise.race([asking, silence()]);
    if (first !== 'silence') return first as T;
    const sooner = await Promise.race([find(queryKey), asking]);
    return (sooner as T | undefined) ?? (await asking);
  } catch (error) {
    if (!(error instanceof ApiError && error.isTransient)) throw error;
    const found = await find(queryKey);
    if (found === undefined) throw error;
    return found as T;
  }
};
