import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { accessTokens } from '#functions/adapters/aws/cognito/access-tokens.ts';
import { originOf } from '#functions/adapters/aws/cognito/origin-of.ts';
import { type Script, scriptedAws } from '../../support/ports/scripted-aws.ts';

const pool = { USER_POOL_ID: 'us-east-1_test', USER_POOL_CLIENT_ID: 'client' };
const { privateKey, publicKey } = await generateKeyPair('RS256');
const jwk = { ...(await exportJWK(publicKey)), kid: 'key', alg: 'RS256', use: 'sig' };
const keySet: Script = ({ path }) =>
  path === `/${pool.USER_POOL_ID}/.well-known/jwks.json`
    ? { status: 200, body: { keys: [jwk] } }
    : { status: 404 };

const now = Math.floor(Date.now() / 1_000);
const claims = {
  username: 'some-user',
  token_use: 'access',
  client_id: pool.USER_POOL_CLIENT_ID,
  sub: 'another-id',
  iat: now - 10,
  exp: now + 600,
};
const sign = (payload: object, kid = 'key'): Promise<string> =>
  new SignJWT({ ...payload }).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);

const setup = async (script: Script = keySet) => {
  const server = await scriptedAws(script);
  onTestFinished(server.close);
  return accessTokens(pool, server.endpoint);
};

describe('an access token', () => {
  it('identifies its caller by the user name, never by the subject, and has the session if present', async () => {
    const verify = await setup();

    const callers = [
      await verify(await sign({ ...claims, origin_jti: 'some-session' })),
      await verify(await sign(claims)),
    ];

    const caller = { userId: 'some-user', issuedAt: claims.iat * 1_000, tokenUse: 'access' };
    expect(callers).toEqual([
      { ...caller, sessionId: 'some-session' },
      { ...caller, sessionId: null },
    ]);
  });

  it.each([
    ['has expired', { ...claims, exp: now - 1 }],
    ['is of another client', { ...claims, client_id: 'another' }],
    ['is an id token', { ...claims, token_use: 'id' }],
  ])('identifies nobody if it %s', async (_, payload) => {
    const verify = await setup();

    expect(await verify(await sign(payload))).toBeNull();
  });

  it('identifies nobody if its key is not in the pool', async () => {
    const verify = await setup();

    expect(await verify(await sign(claims, 'another'))).toBeNull();
  });

  it('causes a failure, not a refusal, if the keys cannot be loaded', async () => {
    const verify = await setup(() => ({ status: 503 }));

    await expect(verify(await sign(claims))).rejects.toThrow();
  });

  it('refers to its sign-in, if present', async () => {
    const origin_jti = '00000001-0000-4000-8000-000000000000';

    expect(originOf(await sign({ ...claims, origin_jti }))).toBe(origin_jti);
    expect(originOf(await sign(claims))).toBeNull();
  });
});
