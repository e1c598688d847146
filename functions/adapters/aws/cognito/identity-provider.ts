import * as z from 'zod';
import { passwordForms } from '#core/domain/password.ts';
import { type SessionClient, sessionEnd } from '#core/domain/session.ts';
import type { Caller } from '#core/domain/user.ts';
import { BusyError } from '#core/errors.ts';
import type { IdentityProvider, IssuedTokens, RefreshRefusal } from '#core/ports/identity.ts';
import type { Ids } from '#core/ports/system.ts';
import { ids as systemIds } from '../../system.ts';
import { type Table, type TableEnv, tableOf } from '../dynamodb/table/table.ts';
import { getOldPassword, removeOldPassword } from '../dynamodb/users/old-password.ts';
import type { PoolEnv } from './access-tokens.ts';
import { cognitoClient } from './client.ts';
import { asBusy, isRefreshRefusal, signInRefusal } from './failures.ts';
import { isAccepted } from './family-item.ts';
import { originOf } from './origin-of.ts';
import { parseRefreshToken, type RefreshToken } from './refresh-token.ts';
import { putProof } from './sign-in-proofs.ts';
import { type Opened, refusalOf, tokenFamilies } from './token-families.ts';
import { type CognitoPool, userPool } from './user-pool.ts';
import { verifyToken } from './verify-token.ts';

/** Cognito's tokens between the password and the start of the session. */
const HeldTokens = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.number(),
});
type Checked = { readonly checked: string };
type Refusal = 'invalid_credentials' | 'too_many_attempts';

interface Deps {
  readonly pool: CognitoPool;
  readonly table: Table;
  readonly verify: (token: string) => Promise<Caller | null>;
  readonly ids: Ids;
}

/** Passwords and tokens by Cognito. Token families in our table add the refresh-token rules. */
export const cognitoIdentityProvider = ({ pool, table, verify, ids }: Deps): IdentityProvider => {
  const families = tokenFamilies(table, ids);

  const hold = async (
    signIn: () => ReturnType<CognitoPool['signIn']>,
  ): Promise<Checked | Refusal> => {
    try {
      const tokens = await signIn();
      if (!tokens.refreshToken) throw new Error('Cognito gave no refresh token at sign-in');
      const { accessToken, refreshToken } = tokens;
      const expiresAt = table.clock.now() + tokens.expiresIn * 1_000;
      return { checked: JSON.stringify({ accessToken, refreshToken, expiresAt }) };
    } catch (error) {
      const refusal = signInRefusal(error);
      if (!refusal) throw error;
      return refusal;
    }
  };

  const check = (userId: string, password: string): Promise<Checked | Refusal> =>
    // Cognito rejects an empty password as malformed, with an error that is not about the credentials.
    hold(() => pool.signIn(userId, password === '' ? ids.secret() : password));

  const acceptPasskey: IdentityProvider['acceptPasskey'] = async (userId) => {
    const proof = ids.secret();
    await putProof(table, userId, proof);
    const held = await hold(() => pool.signInWithProof(userId, proof));
    // Nobody can guess a proof: this is one of Cognito's quotas.
    if (held === 'too_many_attempts') throw new BusyError('Cognito is busy');
    return held;
  };

  const setPassword = async (userId: string, password: string): Promise<void> => {
    await pool.setPassword(userId, password);
    // Otherwise the password from before a move would still be accepted.
    await removeOldPassword(table, userId);
  };

  /** At the first sign-in after a move, Cognito has a random password: sets the right one. */
  const adoptPassword = async (userId: string, typed: string): Promise<boolean> => {
    const hash = await getOldPassword(table, userId);
    if (hash === null) return false;
    const { matchesHash } = await import('#functions/adapters/password-hashes/old-passwords.ts');
    if (!matchesHash(typed, hash)) return false;
    await setPassword(userId, typed);
    return true;
  };

  const checkPassword: IdentityProvider['checkPassword'] = async (userId, typed) => {
    // An unknown name takes equally long: Cognito is called for a user id that does not exist.
    const asked = userId ?? ids.uuid();
    const [prepared, former] = passwordForms(typed);
    let answer = await check(asked, prepared);
    if (answer === 'invalid_credentials' && former !== undefined) {
      answer = await check(asked, former);
    }
    if (answer === 'invalid_credentials' && (await adoptPassword(asked, typed))) {
      answer = await check(asked, prepared);
    }
    // An unknown user cannot reach a limit of attempts.
    return userId === null ? 'invalid_credentials' : answer;
  };

  /** Cognito has issued the tokens with the password: the session gets them now. */
  const startSession = async (
    userId: string,
    checked: string,
    client: SessionClient,
    isRenewable = true,
  ): Promise<IssuedTokens> => {
    const { accessToken, refreshToken, expiresAt } = HeldTokens.parse(JSON.parse(checked));
    const now = table.clock.now();
    const expiresIn = Math.max(0, Math.ceil((expiresAt - now) / 1_000));
    // Without `origin_jti` the session can still be ended by its refresh token.
    const sessionId = originOf(accessToken) ?? ids.uuid();
    const ends = sessionEnd(now, { isRenewable, accessSeconds: expiresIn });
    const family = { userId, familyId: sessionId, expiresAt: ends };
    const token = await families.start(family, refreshToken, client);
    return { userId, sessionId, accessToken, refreshToken: token, expiresIn };
  };

  const signIn: IdentityProvider['signIn'] = async (userId, typed, client, isRenewable = true) => {
    const answer = await checkPassword(userId, typed);
    if (typeof answer === 'string') return answer;
    if (userId === null) return 'invalid_credentials';
    return startSession(userId, answer.checked, client, isRenewable);
  };

  const renew = async (
    token: RefreshToken,
    cognitoToken: string,
    client: SessionClient,
  ): Promise<IssuedTokens | RefreshRefusal> => {
    try {
      const tokens = await pool.refresh(cognitoToken);
      const refreshToken = await families.rotate(
        token,
        tokens.refreshToken ?? cognitoToken,
        client,
      );
      if (typeof refreshToken !== 'string') return refreshToken;
      return { ...tokens, userId: token.userId, sessionId: token.familyId, refreshToken };
    } catch (error) {
      if (isRefreshRefusal(error)) return { refused: 'unknown' };
      throw asBusy(error);
    }
  };

  const open = async (refreshToken: string): Promise<Opened | null> => {
    const token = parseRefreshToken(refreshToken);
    return token && families.open(token);
  };

  return {
    create: pool.create,
    remove: pool.remove,
    setPassword,
    deactivate: async (userId) => {
      await pool.disable(userId);
      await families.end(userId, 'all', 'account_deactivated');
    },
    activate: pool.enable,
    checkPassword,
    acceptPasskey,
    startSession,
    signIn,
    refresh: async (refreshToken, client) => {
      const opened = await open(refreshToken);
      if (!opened) return { refused: 'unknown' };
      const refusal = refusalOf(opened, table.clock.now());
      if (refusal || opened.cognitoToken === null) return refusal ?? { refused: 'unknown' };
      return renew(opened.token, opened.cognitoToken, client);
    },
    findSession: async (refreshToken) => {
      const opened = await open(refreshToken);
      if (!opened) return null;
      const { userId, familyId: sessionId, serial } = opened.token;
      const now = table.clock.now();
      const { live, end, exp } = opened.item;
      const isLasting = end === undefined && exp > now;
      return { userId, sessionId, isAccepted: isLasting && isAccepted(live, serial, now) };
    },
    listSessions: families.list,
    touchSession: families.touch,
    endSessions: async (userId, which, reason) => {
      await families.end(userId, which, reason);
      if (which === 'all') await pool.signOutEverywhere(userId);
    },
    verifyAccessToken: verify,
    listIds: pool.list,
  };
};

export const identityProvider = (env: TableEnv & PoolEnv): IdentityProvider =>
  cognitoIdentityProvider({
    pool: userPool(cognitoClient(), env),
    table: tableOf(env),
    verify: verifyToken(env),
    ids: systemIds,
  });
