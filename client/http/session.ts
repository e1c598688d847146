import type { SessionEnd } from '../../functions/contracts/session-end.ts';
import { createStore } from '../platform/store.ts';
import { ApiError } from './api-error.ts';
import { userIdOf } from './token.ts';
import type { Transport } from './transport.ts';

export type SessionState =
  | { readonly status: 'unknown' | 'signed-out'; readonly userId: null }
  | { readonly status: 'signed-in'; readonly userId: string };

/** A session that ended by itself: whose it was, and why. */
export interface Ending {
  readonly userId: string;
  readonly reason: SessionEnd;
}

export interface EndOptions {
  /** What is unsent waits for the same user to sign in again. */
  readonly isExpired: boolean;
  readonly ending?: Ending | null;
}

/** Reasons by which somebody wanted nothing of the session to be left on this device. */
const deliberate = /^(signed_out|account)/;

/** `navigator.locks`, as far as a refresh needs it. */
export interface Locks {
  request<T>(name: string, run: () => Promise<T>): Promise<T>;
}

/** Turns within one page: for a browser without Web Locks (plain HTTP on a LAN) and for tests. */
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

/** Longer than a turn takes: a page that was suspended in its own does not end it. */
const PATIENCE_MS = 45_000;

/** As much of `navigator.locks` as is used; an aborted signal ends the waiting. */
interface WebLocks {
  request<T>(name: string, options: { signal: AbortSignal }, run: () => Promise<T>): Promise<T>;
}

/**
 * Turns among all pages of a browser; within this page where it has no Web Locks or denies them with its
 * site data, and where no turn comes.
 */
export const createBrowserLocks = (
  locks: WebLocks | undefined,
  patienceMs: number = PATIENCE_MS,
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
        return await locks.request(name, { signal: AbortSignal.timeout(patienceMs) }, mine);
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

/** Who was signed in on this device last; survives a reload. */
export interface KnownUser {
  read(): { readonly id: string } | null;
  remember(id: string): void;
  forget(): void;
}
const nobody: KnownUser = {
  read: () => null,
  remember: () => undefined,
  forget: () => undefined,
};

/**
 * Who is signed in. The access token lives here, in memory; the refresh token is a cookie that
 * scripts cannot see. Without a network, whoever was signed in last is, without a token until the
 * server says more.
 */
export const createSession = (transport: Transport, locks: Locks, known: KnownUser = nobody) => {
  const store = createStore<SessionState>(() => ({ status: 'unknown', userId: null }));
  let token: string | null = null;
  let refreshing: Promise<boolean> | null = null;
  let hasExpired = false;
  let lastEnding: Ending | null = null;
  let tellRenewed: (accessToken: string) => void = () => undefined;

  const end = ({ isExpired, ending = null }: EndOptions = { isExpired: false }): void => {
    token = null;
    hasExpired = isExpired;
    lastEnding = ending;
    known.forget();
    store.setState({ status: 'signed-out', userId: null }, true);
  };

  const accept = (tokens: { access_token: string }): void => {
    token = tokens.access_token;
    hasExpired = false;
    const userId = userIdOf(token);
    known.remember(userId);
    store.setState({ status: 'signed-in', userId }, true);
    tellRenewed(token);
  };

  const askForTokens = async (): Promise<boolean> => {
    try {
      accept(await transport('POST /api/auth/refresh', null));
      return true;
    } catch (error) {
      // 401 is the ordinary "not signed in"; no answer at all says nothing about the session.
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
   * Tabs share the cookie, so they take turns: a spent token is good for a short while only. Another
   * one may have passed its new token on (`adopt`) by the time it is this one's turn.
   */
  const refresh = (stale: string | null): Promise<boolean> => {
    const askUnlessRenewed = async () => (token === stale ? askForTokens() : token !== null);
    refreshing ??= locks.request(LOCK, askUnlessRenewed).finally(() => {
      refreshing = null;
    });
    return refreshing;
  };

  /** After a 401, or without a token: true when there is another token than `stale` of the same user. */
  const renew = async (stale: string | null): Promise<boolean> => {
    const { userId } = store.getState();
    if (userId === null) return false;
    if (token === stale && !(await refresh(stale))) return false;
    return token !== null && userIdOf(token) === userId;
  };

  /** Takes whoever was signed in last for who still is. False when nobody was. */
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
    /** Whether the session ended by itself, not because the user signed out. */
    hasExpired: () => hasExpired,
    /** Of the last session here, if it ended by itself; null after a sign-out here. */
    ending: () => lastEnding,
    /** Takes a newer access token of the same user from another tab. */
    adopt: (accessToken: string): void => {
      if (userIdOf(accessToken) === store.getState().userId) token = accessToken;
    },
    /** Tells of each token that this tab got; one listener at a time. Returns how to stop. */
    onRenewed: (listener: (accessToken: string) => void): (() => void) => {
      tellRenewed = listener;
      return () => {
        if (tellRenewed === listener) tellRenewed = () => undefined;
      };
    },
    /** Finds out once who is signed in. Throws when the server cannot be reached and nobody was. */
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
     * Runs a call that ends or replaces the tokens. Nobody refreshes meanwhile: the old ones may be dead
     * before the answer is here. A 401 is answered by one refresh and one repetition.
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
