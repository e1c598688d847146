import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import {
  exportJWK,
  importPKCS8,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import { limits } from '../../../contracts/limits.ts';
import type { Clock } from '../../../core/ports/system.ts';
import type { Database } from '../sqlite/database.ts';

const algorithm = 'RS256';
const cacheSize = 10_000;

export interface TokenSubject {
  readonly userId: string;
  /** Differs from the user's id, as Cognito's `sub` does: nothing may rely on it. */
  readonly subject: string;
  readonly familyId: string;
  readonly authenticatedAt: number;
}

/** The install's RSA key, made on first use and kept in the data file. */
const signingKeyOf = (db: Database): Promise<string> =>
  db.write(() => {
    const row = db.get("SELECT value FROM settings WHERE name = 'signing_key'");
    if (row) return row['value'] as string;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    db.run("INSERT INTO settings VALUES ('signing_key', ?)", pem);
    return pem;
  });

/** Signs and verifies access tokens with the claims that Cognito's have. */
export class AccessTokens {
  readonly #clock: Clock;
  readonly #issuer: string;
  readonly #clientId: string;
  readonly #keys: ReturnType<AccessTokens['loadKeys']>;
  /** Verified claims by token: a client sends the same one with every call. */
  readonly #verified = new Map<string, JWTPayload>();

  constructor(db: Database, clock: Clock, pool: { poolId: string; clientId: string }) {
    this.#clock = clock;
    this.#issuer = `https://parley.invalid/${pool.poolId}`;
    this.#clientId = pool.clientId;
    this.#keys = this.loadKeys(db);
    // Told to whoever awaits the keys; without this the process would end before anyone does.
    this.#keys.catch(() => undefined);
  }

  private async loadKeys(db: Database) {
    const pem = await signingKeyOf(db);
    const publicKey = createPublicKey(pem);
    const jwk = { ...(await exportJWK(publicKey)), kid: 'local', alg: algorithm, use: 'sig' };
    return { privateKey: await importPKCS8(pem, algorithm), publicKey, jwk };
  }

  async jwks(): Promise<JSONWebKeySet> {
    return { keys: [(await this.#keys).jwk] };
  }

  async sign(subject: TokenSubject): Promise<string> {
    const { privateKey, jwk } = await this.#keys;
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
      .setProtectedHeader({ alg: algorithm, kid: jwk.kid })
      .setIssuer(this.#issuer)
      .setSubject(subject.subject)
      .setIssuedAt(now)
      .setExpirationTime(now + limits.accessTokenSeconds)
      .setJti(randomUUID())
      .sign(privateKey);
  }

  /** The claims of a token of ours that has not expired, else null. */
  async verify(token: string): Promise<JWTPayload | null> {
    const known = this.#verified.get(token);
    if (known) return Number(known.exp) * 1_000 > this.#clock.now() ? known : null;
    const { publicKey } = await this.#keys;
    const options = {
      issuer: this.#issuer,
      algorithms: [algorithm],
      currentDate: new Date(this.#clock.now()),
    };
    const verified = await jwtVerify(token, publicKey, options).catch(() => null);
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
