import { createCall } from './call.ts';
import type { KnownUser, Locks } from './session.ts';
import { createSession } from './session.ts';
import { createTransport } from './transport.ts';

/** What the HTTP part needs from its environment. */
export interface ApiPlatform {
  /**
   * Must keep cookies, for the refresh token. Receives paths of the server, such as
   * `/api/users/me`.
   */
  readonly fetch: typeof globalThis.fetch;
  /** A mutex across all tabs that share the cookie. */
  readonly locks: Locks;
  /** Remembers the last user, so that a session can be opened offline. */
  readonly lastUser?: KnownUser;
  /** Receives every answer; may throw if it breaks its contract. */
  readonly check?: (key: string, status: number, body: unknown) => void;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/**
 * The HTTP API and the session: `transport` sends one request, `session` holds the access token and
 * renews it, `call` sends as the signed-in user.
 */
export const createApi = ({ fetch, locks, lastUser, check }: ApiPlatform) => {
  const transport = createTransport(fetch, check);
  const session = createSession(transport, locks, lastUser);
  const userId = (): string => session.store.getState().userId ?? '';
  return {
    transport,
    session,
    call: createCall(transport, session),
    /**
     * Returns the user's id.
     * @throws ApiError `invalid_credentials`, `too_many_attempts`, `network`, and with a `challenge`
     * `second_factor_required`
     */
    signIn: async ({ username, password }: Credentials): Promise<string> => {
      const body = { username, password };
      session.accept(await transport('POST /api/auth/token', null, { body }));
      return userId();
    },
    /**
     * Completes a sign-in that was refused with `second_factor_required`; returns the user's id.
     * @throws ApiError `invalid_code`, and `invalid_challenge`: sign in again
     */
    completeSignIn: async (body: {
      readonly challenge: string;
      readonly code: string;
    }): Promise<string> => {
      session.accept(await transport('POST /api/auth/token/code', null, { body }));
      return userId();
    },
    /**
     * Registers and signs in; returns the new user's id.
     * @throws ApiError `username_taken` and others
     */
    register: async (
      account: Credentials & { readonly email?: string; readonly invite?: string },
    ): Promise<string> => {
      session.accept(await transport('POST /api/auth/register', null, { body: account }));
      return userId();
    },
    /** Ends the session on the server first: otherwise a remaining cookie would restore it. */
    signOut: async (): Promise<void> => {
      await transport('POST /api/auth/logout', session.token());
      session.end();
    },
  };
};
export type Api = ReturnType<typeof createApi>;
