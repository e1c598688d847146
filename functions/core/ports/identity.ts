import type { SessionEnd } from '#contracts/session-end.ts';
import type { Session, SessionClient } from '../domain/session.ts';
import type { Caller } from '../domain/user.ts';

/**
 * Devices and networks from which users have signed in: they are exempt from the limits that strangers use
 * up.
 */
export interface KnownSourceStore {
  has(userId: string, source: string): Promise<boolean>;
  /** Remembering it again extends the expiry. */
  remember(userId: string, source: string, expiresAt: number): Promise<void>;
}

/** A password task for the queue. Tasks with the same key run one after another. */
export interface PasswordWork {
  readonly network: string;
  readonly key: string;
}

/** Queues password hashing, round-robin over networks, where a process has limited capacity. */
export interface PasswordQueue {
  /** @throws BusyError when the queue is full, or after too long a wait */
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

/** Why a refresh token is refused. */
export type RefreshRefusal =
  | { readonly refused: 'unknown' }
  | { readonly refused: 'ended'; readonly reason: SessionEnd }
  /** A token of this session was stolen: the caller must end it. */
  | { readonly refused: 'reused'; readonly userId: string; readonly sessionId: string }
  | { readonly refused: 'too_often'; readonly retryAfterSeconds: number };

/** The session that a refresh token belongs to. */
export interface TokenSession {
  readonly userId: string;
  readonly sessionId: string;
  /** Is the token valid: not expired, not ended, not spent long ago? */
  readonly isAccepted: boolean;
}

/** Passwords, tokens and sessions. The username there is the user's id. */
export interface IdentityProvider {
  create(userId: string, password: string): Promise<void>;
  /** Removes the identity of an unfinished user; ignores unknown ones. */
  remove(userId: string): Promise<void>;
  /** Sets a new password; tokens stay valid. */
  setPassword(userId: string, password: string): Promise<void>;
  /** Prevents sign-in and refresh for this user. */
  deactivate(userId: string): Promise<void>;
  /** Allows sign-in again, with the same password. */
  activate(userId: string): Promise<void>;
  /**
   * `null` stands for an unknown name: takes about as long and is refused alike. `checked` is for `startSession`, and as
   * secret as a token.
   */
  checkPassword(
    userId: string | null,
    password: string,
  ): Promise<{ readonly checked: string } | 'invalid_credentials' | 'too_many_attempts'>;
  /**
   * Takes the caller's word that a passkey of this user was checked a moment ago: `checked` is for `startSession`, like
   * that of a password.
   */
  acceptPasskey(userId: string): Promise<{ readonly checked: string } | 'invalid_credentials'>;
  /**
   * Starts a session after a right password, at most some minutes later. Refused if the password has changed since.
   * `isRenewable` false: issues no refresh token, see `sessionEnd`.
   */
  startSession(
    userId: string,
    checked: string,
    client: SessionClient,
    isRenewable?: boolean,
  ): Promise<IssuedTokens | 'invalid_credentials'>;
  /** Both at once. */
  signIn(
    userId: string | null,
    password: string,
    client: SessionClient,
    isRenewable?: boolean,
  ): Promise<IssuedTokens | 'invalid_credentials' | 'too_many_attempts'>;
  /**
   * Spends the token and issues a new one. It may be repeated for 60 s, since its response may have been
   * lost, until one of its successors is used. A token used after that, or a second successor, is `reused`.
   */
  refresh(refreshToken: string, client: SessionClient): Promise<IssuedTokens | RefreshRefusal>;
  /** Null for a token that was never issued. */
  findSession(refreshToken: string): Promise<TokenSession | null>;
  /** Active sessions, in no order. */
  listSessions(userId: string): Promise<Session[]>;
  /** Updates the last use of a session; ignores unknown ones. */
  touchSession(userId: string, sessionId: string): Promise<void>;
  /** Refuses their refresh tokens from now on, with the reason; ignores unknown ones. */
  endSessions(userId: string, which: readonly string[] | 'all', reason: SessionEnd): Promise<void>;
  /** The caller of a valid, unexpired token; otherwise null. */
  verifyAccessToken(token: string): Promise<Caller | null>;
  /** A page of the ids of all users, including unfinished ones, in no order. */
  listIds(cursor: string | null): Promise<{ ids: string[]; nextCursor: string | null }>;
}

/** The operations that a handshake needs. */
export type HandshakeIdentities = Pick<IdentityProvider, 'verifyAccessToken' | 'touchSession'>;
