import { randomUUID } from 'node:crypto';
import { errors, type JSONWebKeySet, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { limits } from '#contracts/limits.ts';
import type { Clock } from '#core/ports/system.ts';
import type { Database } from '../sqlite/database.ts';
import { algorithm, type LoadedKeys, loadKeys, storedKeys } from './signing-keys.ts';

const cacheSize = 10_000;

export interface TokenSubject {
  readonly userId: string;
  /** Differs from the user's id, like Cognito's `sub`, so that no code relies on it. */
  readonly subject: string;
  readonly familyId: string;
  readonly authenticatedAt: number;
}

/** The signing key is always accepted, former keys for a while. */
const isAccepted = ({ until }: { until: number | null }, now: number): boolean =>
  until === null || until > now;

/** Signs and verifies access tokens with the same claims as Cognito's. */
export class AccessTokens {
  readonly #clock: Clock;
  readonly #issuer: string;
  readonly #clientId: string;
  readonly #db: Database;
  #keys: Promise<LoadedKeys>;
  #dataVersion: number;
  /** Cache of verified claims: clients repeat the same token. */
  readonly #verified = new Map<string, JWTPayload>();

  constructor(db: Database, clock: Clock, pool: { poolId: string; clientId: string }) {
    this.#clock = clock;
    this.#issuer = `https://parley.invalid/${pool.poolId}`;
    this.#clientId = pool.clientId;
    this.#db = db;
    this.#dataVersion = db.dataVersion();
    this.#keys = loadKeys(db);
    // Errors are reported to callers that await the keys; without this handler an earlier rejection would
    // end the process.
    this.#keys.catch(() => undefined);
  }

  /** Reloads the keys after another process rotated them; cached claims are then discarded. */
  async #current(): Promise<LoadedKeys> {
    const version = this.#db.dataVersion();
    if (version === this.#dataVersion) return this.#keys;
    this.#dataVersion = version;
    const keys = await this.#keys;
    if (storedKeys(this.#db) === keys.stored) return keys;
    this.#verified.clear();
    this.#keys = loadKeys(this.#db);
    return this.#keys;
  }

  async jwks(): Promise<JSONWebKeySet> {
    const { verifying } = await this.#current();
    const now = this.#clock.now();
    return { keys: verifying.filter((key) => isAccepted(key, now)).map(({ jwk }) => jwk) };
  }

  async sign(subject: TokenSubject): Promise<string> {
    const { privateKey, kid } = await this.#current();
    const now = Math.floor(this.#clock.now() / 1_000);
    return new SignJWT({
      origin_jti: subject.familyId,
      event_id: randomUUID(),
      token_use: 'access',
      scope: '',
      auth_time: Math.floor(subject.authenticatedAt / 1_000),
      client_id: this.#clientId,
      username: subject.userId,
    })
      .setProtectedHeader({ alg: algorithm, kid })
      .setIssuer(this.#issuer)
      .setSubject(subject.subject)
      .setIssuedAt(now)
      .setExpirationTime(now + limits.accessTokenSeconds)
      .setJti(randomUUID())
      .sign(privateKey);
  }

  /** The claims of a valid, unexpired token; otherwise null. */
  async verify(token: string): Promise<JWTPayload | null> {
    const { verifying } = await this.#current();
    const known = this.#verified.get(token);
    if (known) return Number(known.exp) * 1_000 > this.#clock.now() ? known : null;
    const keyOf = ({ kid }: { kid?: string }) => {
      const key = verifying.find((one) => one.kid === kid && isAccepted(one, this.#clock.now()));
      if (!key) throw new errors.JWKSNoMatchingKey();
      return key.publicKey;
    };
    const options = {
      issuer: this.#issuer,
      algorithms: [algorithm],
      currentDate: new Date(this.#clock.now()),
    };
    const verified = await jwtVerify(token, keyOf, options).catch(() => null);
    if (!verified || verified.payload['client_id'] !== this.#clientId) return null;
    this.#remember(token, verified.payload);
    return verified.payload;
  }

  #remember(token: string, claims: JWTPayload): void {
    const oldest =
      this.#verified.size >= cacheSize ? this.#verified.keys().next().value : undefined;
    if (oldest !== undefined) this.#verified.delete(oldest);
    this.#verified.set(token, claims);
  }
}
