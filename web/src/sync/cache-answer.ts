import { del, delMany, entries, keys, set } from 'idb-keyval';
import { assumeDifference, clockDifference, serverNow } from '#client';
import { copyAt } from './copy-at.ts';
import type { CachedAnswer, CachedKey } from './offline-copy.ts';
import { COPY_VERSION, cachedAnswers, isUsable } from './offline-copy.ts';

/** Limit of cached answers per kind (first part of the key), such as windows of messages. */
const MAX_ANSWERS = 40;

/** Deletes the oldest answers above the limit. */
const prune = async (userId: string, word: string): Promise<void> => {
  const db = cachedAnswers();
  const isOfWord = ([owner, first]: CachedKey): boolean => owner === userId && first === word;
  if ((await keys<string[]>(db)).filter((key) => isOfWord(key as [string])).length <= MAX_ANSWERS)
    return;
  const dated = (await entries<string[], CachedAnswer>(db)).filter(([key]) =>
    isOfWord(key as [string]),
  );
  const old = dated.sort(([, one], [, other]) => other.at - one.at).slice(MAX_ANSWERS);
  await delMany(
    old.map(([key]) => key),
    db,
  );
};

/** Deletes the cached answers of other users of this browser. */
export const eraseOthers = async (userId: string): Promise<void> => {
  const db = cachedAnswers();
  const foreign = (await keys<string[]>(db)).filter(([owner]) => owner !== userId);
  await delMany(foreign, db);
};

/**
 * Removes from the copies of a user what has expired, also of conversations that are not open; and the copies that are
 * not used any more, which may have anything.
 */
export const expireAnswers = async (userId: string): Promise<void> => {
  const db = cachedAnswers();
  for (const [key, answer] of await entries<string[], CachedAnswer>(db)) {
    const [owner, ...queryKey] = key;
    if (owner !== userId) continue;
    if (!isUsable(answer)) {
      await del(key, db);
      continue;
    }
    assumeDifference(answer.difference);
    const data = copyAt(queryKey, answer.data, serverNow());
    if (data !== answer.data) await set(key, { ...answer, data }, db);
  }
};

/** Caches an answer of the server for offline use. */
export const cacheAnswer = async (
  userId: string,
  queryKey: readonly string[],
  data: unknown,
): Promise<void> => {
  await set(
    [userId, ...queryKey],
    {
      at: Date.now(),
      version: COPY_VERSION,
      difference: clockDifference(),
      data,
    } satisfies CachedAnswer,
    cachedAnswers(),
  );
  await prune(userId, queryKey[0] ?? '');
};
