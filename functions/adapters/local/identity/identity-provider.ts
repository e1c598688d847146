import type { JSONWebKeySet, JWTPayload } from 'jose';
import { limits } from '#contracts/limits.ts';
import type { SessionEnd } from '#contracts/session-end.ts';
import type { Session, SessionClient } from '#core/domain/session.ts';
import type { Caller } from '#core/domain/user.ts';
import type {
  IdentityProvider,
  IssuedTokens,
  RefreshRefusal,
  TokenSession,
} from '#core/ports/identity.ts';
import type { Clock, Ids } from '#core/ports/system.ts';
import type { Database } from '../sqlite/database.ts';
import { AccessTokens } from './access-tokens.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import type { Family } from './refresh-tokens.ts';
import { RefreshTokens } from './refresh-tokens.ts';
import { Sessions } from './sessions.ts';

const pieceSize = 500;

/** Passwords and tokens of one install, with the same claims and rules as Cognito on AWS. */
export class LocalIdentityProvider implements IdentityProvider {
  readonly #db: Database;
  readonly #ids: Ids;
  readonly #access: AccessTokens;
  readonly #refresh: RefreshTokens;
  readonly #sessions: Sessions;
  #kinds: readonly string[] | undefined;

  constructor(db: Database, clock: Clock, ids: Ids, pool: { poolId: string; clientId: string }) {
    this.#db = db;
    this.#ids = ids;
    this.#access = new AccessTokens(db, clock, pool);
    this.#refresh = new RefreshTokens(db, clock, ids);
    this.#sessions = new Sessions(db, clock);
  }

  /** For the gateway's JWT authorizer: the claims of a valid token, otherwise null. */
  claimsOf(token: string): Promise<JWTPayload | null> {
    return this.#access.verify(token);
  }

  jwks(): Promise<JSONWebKeySet> {
    return this.#access.jwks();
  }

  async create(userId: string, password: string): Promise<void> {
    const hash = await hashPassword(password);
    const subject = this.#ids.uuid();
    await this.#db.write(() => {
      this.#db.run(
        'INSERT INTO credentials (user_id, subject, password_hash, is_disabled) VALUES (?, ?, ?, 0)',
        userId,
        subject,
        hash,
      );
    });
  }

  remove(userId: string): Promise<void> {
    return this.#db.write(() => {
      this.#db.run('DELETE FROM credentials WHERE user_id = ?', userId);
    });
  }

  async setPassword(userId: string, password: string): Promise<void> {
    const hash = await hashPassword(password);
    await this.#db.write(() => {
      this.#db.run('UPDATE credentials SET password_hash = ? WHERE user_id = ?', hash, userId);
    });
  }

  async deactivate(userId: string): Promise<void> {
    await this.#db.write(() => {
      this.#db.run('UPDATE credentials SET is_disabled = 1 WHERE user_id = ?', userId);
    });
    await this.#sessions.end(userId, 'all', 'account_deactivated');
  }

  async activate(userId: string): Promise<void> {
    await this.#db.write(() => {
      this.#db.run('UPDATE credentials SET is_disabled = 0 WHERE user_id = ?', userId);
    });
  }

  /** `checked`: the stored hash, which must be the same when the session starts. */
  async checkPassword(
    userId: string | null,
    password: string,
  ): Promise<{ readonly checked: string } | 'invalid_credentials'> {
    const hash = userId === null ? undefined : this.#credentials(userId)?.hash;
    const found = await checkPassword(password, hash ?? null, this.#hashOfEachKind());
    if (found === 'wrong' || !hash || userId === null) return 'invalid_credentials';
    return { checked: found === 'current' ? hash : await this.#renewHash(userId, password, hash) };
  }

  async acceptPasskey(
    userId: string,
  ): Promise<{ readonly checked: string } | 'invalid_credentials'> {
    const checked = this.#credentials(userId)?.hash;
    return checked === undefined ? 'invalid_credentials' : { checked };
  }

  async startSession(
    userId: string,
    checked: string,
    client: SessionClient,
    isRenewable = true,
  ): Promise<IssuedTokens | 'invalid_credentials'> {
    const started = await this.#refresh.start(userId, checked, client, isRenewable);
    return started ? this.#issue(started.family, started.token) : 'invalid_credentials';
  }

  async signIn(
    userId: string | null,
    password: string,
    client: SessionClient,
    isRenewable = true,
  ): Promise<IssuedTokens | 'invalid_credentials'> {
    const answer = await this.checkPassword(userId, password);
    if (typeof answer === 'string' || userId === null) return 'invalid_credentials';
    return this.startSession(userId, answer.checked, client, isRenewable);
  }

  /** Replaces an outdated hash, unless another call did so meanwhile. Returns the stored hash. */
  async #renewHash(userId: string, password: string, hash: string): Promise<string> {
    const renewed = await hashPassword(password);
    const isStored = await this.#db.write(() => {
      const sql =
        'UPDATE credentials SET password_hash = ? WHERE user_id = ? AND password_hash = ?';
      return this.#db.run(sql, renewed, userId, hash) === 1;
    });
    if (isStored) return renewed;
    const stored = this.#credentials(userId)?.hash ?? hash;
    return (await checkPassword(password, stored)) === 'wrong' ? hash : stored;
  }

  /**
   * Read once, since imported hashes come into the data file of a stopped server only. A kind whose last hash
   * was renewed costs each refusal some time until the next start.
   */
  #hashOfEachKind(): readonly string[] {
    const kind = "substr(password_hash, 1, iif(password_hash GLOB '$argon2*', 31, 7))";
    const sql = `SELECT min(password_hash) AS hash FROM credentials GROUP BY ${kind}`;
    this.#kinds ??= this.#db.all(sql).map((row) => row['hash'] as string);
    return this.#kinds;
  }

  #credentials(userId: string): { subject: string; hash: string } | null {
    const sql = 'SELECT * FROM credentials WHERE user_id = ? AND is_disabled = 0';
    const row = this.#db.get(sql, userId);
    return row ? { subject: row['subject'] as string, hash: row['password_hash'] as string } : null;
  }

  async #issue(family: Family, refreshToken: string): Promise<IssuedTokens> {
    const accessToken = await this.#access.sign({
      userId: family.userId,
      subject: this.#credentials(family.userId)?.subject ?? '',
      familyId: family.id,
      authenticatedAt: family.startedAt,
    });
    const expiresIn = limits.accessTokenSeconds;
    return {
      userId: family.userId,
      sessionId: family.id,
      accessToken,
      refreshToken,
      expiresIn,
    };
  }

  async refresh(
    refreshToken: string,
    client: SessionClient,
  ): Promise<IssuedTokens | RefreshRefusal> {
    const rotated = await this.#refresh.rotate(refreshToken, client);
    return 'refused' in rotated ? rotated : this.#issue(rotated.family, rotated.token);
  }

  async findSession(refreshToken: string): Promise<TokenSession | null> {
    return this.#refresh.sessionOf(refreshToken);
  }

  async listSessions(userId: string): Promise<Session[]> {
    return this.#sessions.list(userId);
  }

  async touchSession(userId: string, sessionId: string): Promise<void> {
    this.#sessions.touch(userId, sessionId);
  }

  endSessions(userId: string, which: readonly string[] | 'all', reason: SessionEnd): Promise<void> {
    return this.#sessions.end(userId, which, reason);
  }

  async listIds(cursor: string | null): Promise<{ ids: string[]; nextCursor: string | null }> {
    const sql = 'SELECT user_id FROM credentials WHERE user_id > ? ORDER BY user_id LIMIT ?';
    const ids = this.#db.all(sql, cursor ?? '', pieceSize).map((row) => row['user_id'] as string);
    return { ids, nextCursor: ids.length < pieceSize ? null : (ids.at(-1) ?? null) };
  }

  async verifyAccessToken(token: string): Promise<Caller | null> {
    const claims = await this.#access.verify(token);
    if (!claims) return null;
    return {
      userId: String(claims['username']),
      issuedAt: Number(claims.iat) * 1_000,
      sessionId: String(claims['origin_jti']),
      tokenUse: String(claims['token_use']),
    };
  }
}
