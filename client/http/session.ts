import type { SessionEnd } from '#contracts/session-end.ts';
import { createStore } from '../platform/store.ts';
import { ApiError } from './api-error.ts';
import { userIdOf } from './token.ts';
import type { Transport } from './transport.ts';

export type SessionState =
  | { readonly status: 'unknown' | 'signed-out'; readonly userId: null }
  | { readonly status: 'signed-in'; readonly userId: string };

/** A session that the server ended: its user and the reason. */
export interface Ending {
  readonly userId: string;
  readonly reason: SessionEnd;
}

export interface EndOptions {
  /** True keeps unsent messages until the same user signs in again. */
  readonly isExpired: boolean;
  readonly ending?: Ending | null;
}

/** Reasons that mean the user wants no data of the session to stay on this device. */
const deliberate = /^(signed_out|account)/;

/** The part of `navigator.locks` that a refresh needs. */
export interface Locks {
  request<T>(name: string, run: () => Promise<T>): Promise<T>;
}

/** A mutex within one page: for browsers without Web Locks (plain HTTP on a LAN) and for tests. */
export const createPageLocks = (): Locks => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: (_name, run) => {
      const mine = last.then(run);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
};

/** Longer than any holder needs. A suspended page may hold the lock for ever. */
const TIMEOUT_MS = 45_000;

/** The part of `navigator.locks` that is used; an aborted signal ends the wait. */
interface WebLocks {
  request<T>(name: string, options: { signal: AbortSignal }, run: () => Promise<T>): Promise<T>;
}

/**
 * A mutex across tabs. Falls back to a mutex within this page without Web Locks, if the browser
 * blocks them together with site data, or after `timeoutMs`.
 */
export const createBrowserLocks = (
  locks: WebLocks | undefined,
  timeoutMs: number = TIMEOUT_MS,
): Locks => {
  const own = createPageLocks();
  if (!locks) return own;
  return {
    request: async (name, run) => {
      let isMyTurn = false;
      const mine = () => {
        isMyTurn = true;
        return run();
      };
      try {
        return await locks.request(name, { signal: AbortSignal.timeout(timeoutMs) }, mine);
      } catch (error) {
        if (isMyTurn) throw error;
        return own.request(name, run);
      }
    },
  };
};

const LOCK = 'parley-refresh';
const isUnauthenticated = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 401;

/** The last user who signed in on this device; survives a reload. */
export interface KnownUser {
  read(): { readonly id: string } | null;
  remember(id: string): void;
  remove(): void;
}
const nobody: KnownUser = {
  read: () => null,
  remember: () => undefined,
  remove: () => undefined,
};

/**
 * The session. The access token is held in memory only; the refresh token is a cookie that scripts
 * cannot read. Offline, the last user counts as signed in, without a token.
 */
export const createSession = (transport: Transport, locks: Locks, known: KnownUser = nobody) => {
  const store = createStore<SessionState>(() => ({ status: 'unknown', userId: null }));
  let token: string | null = null;
  let refreshing: Promise<boolean> | null = null;
  let hasExpired = false;
  let lastEnding: Ending | null = null;
  let emitRenewed: (accessToken: string) => void = () => undefined;

  const end = ({ isExpired, ending = null }: EndOptions = { isExpired: false }): void => {
    token = null;
    hasExpired = isExpired;
    lastEnding = ending;
    known.remove();
    store.setState({ status: 'signed-out', userId: null }, true);
  };

  const accept = (tokens: { access_token: string }): void => {
    token = tokens.access_token;
    hasExpired = false;
    const userId = userIdOf(token);
    known.remember(userId);
    store.setState({ status: 'signed-in', userId }, true);
    emitRenewed(token);
  };

  const askForTokens = async (): Promise<boolean> => {
    try {
      accept(await transport('POST /api/auth/refresh', null));
      return true;
    } catch (error) {
      // 401 means not signed in. No answer says nothing about the session.
      if (!isUnauthenticated(error)) throw error;
      const reason = (error as ApiError).reason ?? 'expired';
      const userId = store.getState().userId ?? known.read()?.id;
      end({
        isExpired: !deliberate.test(reason),
        ending: userId === undefined ? null : { userId, reason },
      });
      return false;
    }
  };

  /**
   * Tabs share the refresh cookie, and a spent refresh token is valid only briefly: so only one tab
   * refreshes at a time. Another tab may have shared its token (`adopt`) while this one waited.
   */
  const refresh = (stale: string | null): Promise<boolean> => {
    const askUnlessRenewed = async () => (token === stale ? askForTokens() : token !== null);
    refreshing ??= locks.request(LOCK, askUnlessRenewed).finally(() => {
      refreshing = null;
    });
    return refreshing;
  };

  /**
   * After a 401, or without a token: true if there is now a token of the same user other than
   * `stale`.
   */
  const renew = async (stale: string | null): Promise<boolean> => {
    const { userId } = store.getState();
    if (userId === null) return false;
    if (token === stale && !(await refresh(stale))) return false;
    return token !== null && userIdOf(token) === userId;
  };

  /** Treats the last user as signed in. False if there is none. */
  const presume = (): boolean => {
    const last = known.read();
    if (last && store.getState().status === 'unknown') {
      store.setState({ status: 'signed-in', userId: last.id }, true);
    }
    return last !== null;
  };

  return {
    store,
    token: () => token,
    accept,
    end,
    /** True if the session ended without a sign-out by the user. */
    hasExpired: () => hasExpired,
    /** How the last session ended, if the server ended it; null after a sign-out. */
    ending: () => lastEnding,
    /** Takes a newer access token of the same user from another tab. */
    adopt: (accessToken: string): void => {
      if (userIdOf(accessToken) === store.getState().userId) token = accessToken;
    },
    /**
     * Calls the listener (only one at a time) with each token that this tab gets. Returns an
     * unsubscribe function.
     */
    onRenewed: (listener: (accessToken: string) => void): (() => void) => {
      emitRenewed = listener;
      return () => {
        if (emitRenewed === listener) emitRenewed = () => undefined;
      };
    },
    /** Loads the session once. Throws if the server cannot be reached and no last user is known. */
    restore: async (): Promise<SessionState> => {
      if (store.getState().status !== 'unknown') return store.getState();
      try {
        await refresh(token);
      } catch (error) {
        if (!(error instanceof ApiError && error.isTransient && presume())) throw error;
      }
      return store.getState();
    },
    presume,
    renew,
    /**
     * Runs a call that ends or replaces the tokens, under the refresh lock: the old tokens may be
     * invalid before the answer arrives. On a 401, refreshes once and repeats once.
     */
    alone: async (run: (accessToken: string | null) => Promise<void>): Promise<void> => {
      const stale = token;
      const attempt = (): Promise<void> => locks.request(LOCK, () => run(token));
      try {
        await attempt();
      } catch (error) {
        if (!isUnauthenticated(error) || !(await renew(stale))) throw error;
        await attempt();
      }
    },
  };
};
export type Session = ReturnType<typeof createSession>;
