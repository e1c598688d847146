import type { Call } from '#client';
import { createApi, createBrowserLocks } from '#client';
import { lastUser } from '../sync/last-user.ts';
import { askFirst } from './ask-first.ts';
import { isForEveryone } from './is-for-everyone.ts';
import { createPrefetch } from './prefetch.ts';

const PATIENCE_MS = 4_000;

/** Development parses every answer with its contract; loaded on first use, and left out of a build. */
const checkInDevelopment = (key: string, status: number, body: unknown): void => {
  void import('../../../functions/contracts/check-answer.ts').then(({ checkAnswer }) =>
    checkAnswer(key, status, body),
  );
};

/**
 * The way to the server, and who is signed in. Apart from all that needs it: it is asked for while the
 * rest of the app is still being fetched, and so is what `path` shows.
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
  let askedFor: string | null = null;
  // Before anybody else hears of it. Who is presumed has no token to ask with.
  const stopHearing = session.store.subscribe(({ userId }) => {
    stopHearing();
    if (session.token() === null || isForEveryone(path)) return;
    askedFor = userId;
    askFirst(prefetch.ask, path);
  });

  // Also where the end of a session is found at the start of a page, when nothing of it runs.
  session.store.subscribe(({ status }) => {
    if (status !== 'signed-out') return;
    const hasExpired = session.hasExpired();
    void import('./erase-left.ts').then(
      ({ eraseLeft }) => eraseLeft({ hasExpired }),
      () => undefined,
    );
  });

  /** Where somebody was signed in before, a server that keeps silent is not waited for very long. */
  const presumed = (): Promise<void> =>
    new Promise((resolve) => {
      const presume = (): void => {
        if (session.presume()) resolve();
      };
      setTimeout(presume, PATIENCE_MS);
    });

  let restoring: Promise<void> | undefined;
  return {
    api,
    /** A `call` that knows the answers to what was asked first, if that was for this user. */
    takeAsked: (userId: string): Call => {
      const taken = prefetch.take();
      return userId === askedFor ? taken : call;
    },
    /**
     * Until it is known or presumed who is signed in; the same promise each time. @throws ApiError when the
     * server cannot be reached
     */
    restore: (): Promise<void> => {
      restoring ??= Promise.race([session.restore().then(() => undefined), presumed()]);
      return restoring;
    },
  };
};
export type Access = ReturnType<typeof createAccess>;
