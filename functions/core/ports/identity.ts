import type { Caller } from '../domain/user.ts';

/** Codes with which one may register where registration is by invitation. */
export interface InviteStore {
  put(invite: { code: string; expiresAt: number }): Promise<void>;
  /** Takes it out: exactly one of several concurrent calls gets it; null when unknown or expired. */
  take(code: string): Promise<{ code: string; expiresAt: number } | null>;
}

export interface IssuedTokens {
  readonly userId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Passwords and tokens. A user's id is its user name there. */
export interface IdentityProvider {
  create(userId: string, password: string): Promise<void>;
  /** Removes an identity without a finished user; unknown ones are no error. */
  remove(userId: string): Promise<void>;
  /** Sets a new password; tokens stay as they are. */
  setPassword(userId: string, password: string): Promise<void>;
  /** Nobody can sign in or refresh as this user any more. */
  disable(userId: string): Promise<void>;
  /** `null` stands for an unknown name: takes about as long and is refused alike. */
  signIn(
    userId: string | null,
    password: string,
  ): Promise<IssuedTokens | 'invalid_credentials' | 'too_many_attempts'>;
  /** Rotates: the old token is spent but may be repeated for 60 s; after that its family is revoked. */
  refresh(refreshToken: string): Promise<IssuedTokens | 'invalid_refresh_token'>;
  /**
   * Revokes the family of a token; unknown ones are no error. Returns whose it was if the token was still
   * good: neither expired, nor revoked, nor spent long ago.
   */
  revoke(refreshToken: string): Promise<string | null>;
  revokeAll(userId: string): Promise<void>;
  /** The caller of a valid, unexpired token, else null. */
  verifyAccessToken(token: string): Promise<Caller | null>;
  /** Ids of all users, unfinished ones too, piece by piece in no order; `cursor` of the piece before. */
  listIds(cursor: string | null): Promise<{ ids: string[]; nextCursor: string | null }>;
}
