import type { SessionEnd } from '../../contracts/session-end.ts';
import type { Session, SessionClient } from '../domain/session.ts';
import type { Caller } from '../domain/user.ts';

/** Codes with which one may register where registration is by invitation. */
export interface InviteStore {
  put(invite: { code: string; expiresAt: number }): Promise<void>;
  /** Takes it out: exactly one of several concurrent calls gets it; null when unknown or expired. */
  take(code: string): Promise<{ code: string; expiresAt: number } | null>;
}

/** Devices and networks from which users have signed in; guesses of others do not keep them out. */
export interface KnownSourceStore {
  has(userId: string, source: string): Promise<boolean>;
  /** Again prolongs it. */
  remember(userId: string, source: string, expiresAt: number): Promise<void>;
}

/** Whose turn it is to have a password hashed. Work with the same key runs one after another. */
export interface PasswordWork {
  readonly network: string;
  readonly key: string;
}

/** Admits work with passwords, in turn among networks, where a process can do only so much of it. */
export interface PasswordQueue {
  /** @throws BusyError when too many wait, or this work has waited too long */
  run<T>(turn: PasswordWork, work: () => Promise<T>): Promise<T>;
}

export interface IssuedTokens {
  readonly userId: string;
  readonly sessionId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Why a refresh token gives no new tokens. */
export type RefreshRefusal =
  | { readonly refused: 'unknown' }
  | { readonly refused: 'ended'; readonly reason: SessionEnd }
  /** Two parties hold tokens of this session: the caller must end it. */
  | { readonly refused: 'reused'; readonly userId: string; readonly sessionId: string }
  | { readonly refused: 'too_often'; readonly retryAfterSeconds: number };

/** The session that a refresh token belongs to. */
export interface TokenSession {
  readonly userId: string;
  readonly sessionId: string;
  /** Is the token accepted: neither expired, nor ended, nor spent long ago? */
  readonly isAccepted: boolean;
}

/** Passwords, tokens and sessions. A user's id is its user name there. */
export interface IdentityProvider {
  create(userId: string, password: string): Promise<void>;
  /** Removes an identity without a finished user; unknown ones are no error. */
  remove(userId: string): Promise<void>;
  /** Sets a new password; tokens stay as they are. */
  setPassword(userId: string, password: string): Promise<void>;
  /** Nobody can sign in or refresh as this user any more. */
  deactivate(userId: string): Promise<void>;
  /**
   * `null` stands for an unknown name: takes about as long and is refused alike. `isRenewable` false: the
   * client gets no refresh token, see `sessionEnd`.
   */
  signIn(
    userId: string | null,
    password: string,
    client: SessionClient,
    isRenewable?: boolean,
  ): Promise<IssuedTokens | 'invalid_credentials' | 'too_many_attempts'>;
  /**
   * Rotates: the token is spent. Its answer may get lost, so it may be repeated for 60 s, until one of its
   * successors is used. A token used after that, or a second successor, is `reused`.
   */
  refresh(refreshToken: string, client: SessionClient): Promise<IssuedTokens | RefreshRefusal>;
  /** Null for a token that was never issued. */
  findSession(refreshToken: string): Promise<TokenSession | null>;
  /** Sessions that last, in no order. */
  listSessions(userId: string): Promise<Session[]>;
  /** Notes that a session is in use; an unknown one is no error. */
  touchSession(userId: string, sessionId: string): Promise<void>;
  /** Their refresh tokens are refused from now on, with the reason; unknown ones are no error. */
  endSessions(userId: string, which: readonly string[] | 'all', reason: SessionEnd): Promise<void>;
  /** The caller of a valid, unexpired token, else null. */
  verifyAccessToken(token: string): Promise<Caller | null>;
  /** Ids of all users, unfinished ones too, piece by piece in no order; `cursor` of the piece before. */
  listIds(cursor: string | null): Promise<{ ids: string[]; nextCursor: string | null }>;
}
