import type { Call } from '#client';
import { createApi, createBrowserLocks } from '#client';
import { lastUser } from '../sync/last-user.ts';
import { isForEveryone } from './is-for-everyone.ts';
import { createPrefetch } from './prefetch.ts';
import { prefetchFirst } from './prefetch-first.ts';

const PRESUME_AFTER_MS = 4_000;

/**
 * In development, validates every answer against its contract. Loaded on first use; not in a build.
 */
const checkInDevelopment = (key: string, status: number, body: unknown): void => {
  void import('#contracts/check-answer.ts').then(({ checkAnswer }) =>
    checkAnswer(key, status, body),
  );
};

/**
 * Transport and session, in a separate module so that they start before the app has loaded.
 * Prefetches what `path` shows.
 */
export const createAccess = (path: string) => {
  const api = createApi({
    fetch: (...args) => globalThis.fetch(...args),
    locks: createBrowserLocks(navigator.locks),
    lastUser,
    ...(import.meta.env.DEV && { check: checkInDevelopment }),
  });
  const { session, call } = api;
  const prefetch = createPrefetch(call);
  let prefetchedFor: string | null = null;
  // The first subscriber, so that it runs before all others. A presumed user has no token, so
  // nothing is prefetched.
  const unsubscribe = session.store.subscribe(({ userId }) => {
    unsubscribe();
    if (session.token() === null || isForEveryone(path)) return;
    prefetchedFor = userId;
    prefetchFirst(prefetch.request, path);
  });

  /**
   * If the last user is known, waits for the server at most `PRESUME_AFTER_MS`, then presumes that
   * user is signed in.
   */
  const presumed = (): Promise<void> =>
    new Promise((resolve) => {
      const presume = (): void => {
        if (session.presume()) resolve();
      };
      setTimeout(presume, PRESUME_AFTER_MS);
    });

  let restoring: Promise<void> | undefined;
  return {
    api,
    /** A `call` that returns prefetched answers, if they were fetched for this user. */
    takePrefetched: (userId: string): Call => {
      const taken = prefetch.take();
      return userId === prefetchedFor ? taken : call;
    },
    /**
     * Resolves when the user is known or presumed; always the same promise.
     * @throws ApiError if the server cannot be reached and no last user is known
     */
    restore: (): Promise<void> => {
      restoring ??= Promise.race([session.restore().then(() => undefined), presumed()]);
      return restoring;
    },
  };
};
export type Access = ReturnType<typeof createAccess>;
