import type { UseStore } from 'idb-keyval';
import { clear, createStore, get } from 'idb-keyval';
import { ApiError, settledSoon } from '#client';
import { lastUser } from './last-user.ts';

/** What nobody has seen for 30 days is out of date enough to be no help. */
const MOST_AGE_MS = 30 * 86_400_000;
const PATIENCE_MS = 4_000;

export type KeptKey = readonly [userId: string, ...queryKey: string[]];
export interface Kept {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly data: unknown;
}

let opened: UseStore | undefined;
/** What the server said last, by user, in IndexedDB; see keep-answer.ts for how it comes there. */
export const keptAnswers = (): UseStore => {
  opened ??= createStore('parley-offline', 'answers');
  return opened;
};

export const forgetAnswers = async (): Promise<void> => clear(keptAnswers());

const find = async (queryKey: readonly string[]): Promise<unknown> => {
  const user = lastUser.read();
  if (!user) return undefined;
  const key: KeptKey = [user.id, ...queryKey];
  try {
    const kept = await settledSoon(get<Kept>([...key], keptAnswers()));
    return kept && Date.now() - kept.at < MOST_AGE_MS ? kept.data : undefined;
  } catch {
    // Forbidden, or silent.
    return undefined;
  }
};

const silence = (): Promise<'silence'> =>
  new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, 'silence'));

/**
 * What the server says; when it gives no answer, or none for a while, what was kept of its last one.
 * Whoever asks finds out later what is new by catching up.
 */
export const orKept = async <T>(queryKey: readonly string[], ask: () => Promise<T>): Promise<T> => {
  const asking = ask();
  // An answer that is not waited for may fail, too.
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
