import { passwordForms } from '../../../core/domain/password.ts';
import type { Caller } from '../../../core/domain/user.ts';
import type { IdentityProvider, IssuedTokens } from '../../../core/ports/identity.ts';
import type { Ids } from '../../../core/ports/system.ts';
import { ids as systemIds } from '../../system.ts';
import { type Table, type TableEnv, tableOf } from '../dynamodb/table.ts';
import { awsEndpoint } from '../endpoint.ts';
import { accessTokens, originOf, type PoolEnv } from './access-tokens.ts';
import { cognitoClient } from './client.ts';
import { asBusy, isRefreshRefusal, signInRefusal } from './failures.ts';
import { parseRefreshToken } from './refresh-token.ts';
import { type Family, tokenFamilies } from './token-families.ts';
import { type CognitoPool, userPool } from './user-pool.ts';

interface Deps {
  readonly pool: CognitoPool;
  readonly table: Table;
  readonly verify: (token: string) => Promise<Caller | null>;
  readonly ids: Ids;
}

/** Passwords and tokens by Cognito; the rules of refresh tokens by families in our table. */
export const cognitoIdentityProvider = ({ pool, table, verify, ids }: Deps): IdentityProvider => {
  const families = tokenFamilies(table, ids);

  const signInWith = async (userId: string, password: string) => {
    try {
      // An empty password would be a malformed call, whose error says nothing about the credentials.
      const tokens = await pool.signIn(userId, password === '' ? ids.secret() : password);
      if (!tokens.refreshToken) throw new Error('Cognito gave no refresh token at sign-in');
      const familyId = originOf(tokens.accessToken) ?? ids.uuid();
      const refreshToken = await families.start(userId, familyId, tokens.refreshToken);
      return { ...tokens, userId, refreshToken };
    } catch (error) {
      const refusal = signInRefusal(error);
      if (!refusal) throw error;
      return refusal;
    }
  };

  const signIn: IdentityProvider['signIn'] = async (userId, typed) => {
    // Nobody's password takes as long: Cognito is asked for a user who does not exist.
    const asked = userId ?? ids.uuid();
    const [prepared, former] = passwordForms(typed);
    const first = await signInWith(asked, prepared);
    const isLast = first !== 'invalid_credentials' || former === undefined;
    const answer = isLast ? first : await signInWith(asked, former);
    // A user who does not exist cannot have tried too often.
    return userId === null ? 'invalid_credentials' : answer;
  };

  /** First our item, so that nothing of the family works from now on; then Cognito's access tokens. */
  const end = async ({ token, cognitoToken }: Family): Promise<void> => {
    await families.end(token);
    await pool.revoke(cognitoToken);
  };

  const renew = async (family: Family): Promise<IssuedTokens | null> => {
    try {
      const tokens = await pool.refresh(family.cognitoToken);
      const nextCognitoToken = tokens.refreshToken ?? family.cognitoToken;
      const refreshToken = await families.rotate(family, nextCognitoToken);
      return refreshToken ? { ...tokens, userId: family.token.userId, refreshToken } : null;
    } catch (error) {
      if (isRefreshRefusal(error)) return null;
      throw asBusy(error);
    }
  };

  return {
    create: pool.create,
    remove: pool.remove,
    setPassword: pool.setPassword,
    disable: async (userId) => {
      await pool.disable(userId);
      await families.endAll(userId);
    },
    signIn,
    refresh: async (refreshToken) => {
      const token = parseRefreshToken(refreshToken);
      const family = token && (await families.find(token));
      if (!family) return 'invalid_refresh_token';
      if (family.state === 'usable') return (await renew(family)) ?? 'invalid_refresh_token';
      await end(family);
      return 'invalid_refresh_token';
    },
    revoke: async (refreshToken) => {
      const token = parseRefreshToken(refreshToken);
      const family = token && (await families.find(token));
      if (!family) return null;
      await end(family);
      return family.state === 'usable' ? family.token.userId : null;
    },
    revokeAll: async (userId) => {
      await families.endAll(userId);
      await pool.signOutEverywhere(userId);
    },
    verifyAccessToken: verify,
    listIds: pool.list,
  };
};

export const identityProvider = (env: TableEnv & PoolEnv): IdentityProvider =>
  cognitoIdentityProvider({
    pool: userPool(cognitoClient(), env),
    table: tableOf(env),
    verify: accessTokens(env, awsEndpoint()),
    ids: systemIds,
  });
