import { CognitoJwtVerifier, JwtVerifier } from 'aws-jwt-verify';
import { validateCognitoJwtFields } from 'aws-jwt-verify/cognito-verifier';
import { FetchError, JwtBaseError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import * as z from 'zod';
import type { Caller } from '#core/domain/user.ts';

export interface PoolEnv {
  readonly USER_POOL_ID: string;
  readonly USER_POOL_CLIENT_ID: string;
}

const Claims = z.object({
  username: z.string(),
  iat: z.number(),
  token_use: z.literal('access'),
  origin_jti: z.string().optional(),
});
type Verify = (token: string) => Promise<unknown>;

const onAws = (pool: PoolEnv): Verify => {
  const verifier = CognitoJwtVerifier.create({
    userPoolId: pool.USER_POOL_ID,
    clientId: pool.USER_POOL_CLIENT_ID,
    tokenUse: 'access',
  });
  return (token) => verifier.verify(token);
};

/** The library's fetcher refuses plain HTTP, which emulators use. */
const plainFetcher = {
  fetch: async (uri: string): Promise<ArrayBuffer> => {
    const answer = await fetch(uri);
    if (!answer.ok) throw new FetchError(uri, `status ${answer.status}`);
    return answer.arrayBuffer();
  },
};

/** An emulator serves the pool's keys at its own address and sets a different issuer. */
const onEndpoint = (pool: PoolEnv, endpoint: string): Verify => {
  const jwksUri = new URL(`/${pool.USER_POOL_ID}/.well-known/jwks.json`, endpoint).href;
  const jwksCache = new SimpleJwksCache({ fetcher: plainFetcher });
  const verifier = JwtVerifier.create({ issuer: null, audience: null, jwksUri }, { jwksCache });
  return async (token) => {
    const claims = await verifier.verify(token);
    const { USER_POOL_CLIENT_ID: clientId } = pool;
    validateCognitoJwtFields(claims, { clientId, tokenUse: 'access' });
    return claims;
  };
};

/** An invalid token is a result; keys that cannot be fetched are a failure. */
const isBadToken = (error: unknown): boolean =>
  error instanceof JwtBaseError && !(error instanceof FetchError);

/** Returns the caller of an access token of this pool and client, or null if the token is not valid. */
export const accessTokens = (pool: PoolEnv, endpoint: string | undefined) => {
  const verify = endpoint ? onEndpoint(pool, endpoint) : onAws(pool);
  return async (token: string): Promise<Caller | null> => {
    try {
      const { username, iat, token_use, origin_jti } = Claims.parse(await verify(token));
      const sessionId = origin_jti ?? null;
      return { userId: username, issuedAt: iat * 1_000, sessionId, tokenUse: token_use };
    } catch (error) {
      if (isBadToken(error)) return null;
      throw error;
    }
  };
};
