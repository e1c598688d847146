import { createHash } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  type AuthenticationResultType,
  type CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import * as z from 'zod';
import { preparePassword } from '#contracts/password.ts';
import type { PoolEnv } from './access-tokens.ts';
import { asBusy, isExistingUser, isUnknownUser } from './failures.ts';

const Tokens = z.object({
  AccessToken: z.string(),
  ExpiresIn: z.number(),
  /** Absent if the pool's client does not rotate. */
  RefreshToken: z.string().optional(),
});

const tokensOf = (result: AuthenticationResultType | undefined) => {
  const { AccessToken, ExpiresIn, RefreshToken } = Tokens.parse(result);
  return { accessToken: AccessToken, expiresIn: ExpiresIn, refreshToken: RefreshToken };
};

/**
 * Cognito accepts 256 UTF-16 units (our 256 characters may be twice as many) and no line breaks; its older
 * pattern excludes spaces, too. The pool wants 8 characters, a digit and a capital, which a password from before a
 * move may lack.
 */
const takenByCognito = /^(?=.*[0-9])(?=.*[A-Z])\S{8,256}$/;

/**
 * The password for Cognito. Passwords that it does not accept are replaced by their hash, in a form that
 * passes the pool's rules.
 */
export const cognitoPassword = (password: string): string => {
  if (takenByCognito.test(password)) return password;
  return `Aa1-${createHash('sha256').update(password).digest('base64url')}`;
};

/** Our calls to Cognito; the username is the user's id. */
export const userPool = (client: CognitoIdentityProviderClient, pool: PoolEnv) => {
  const { USER_POOL_ID: UserPoolId, USER_POOL_CLIENT_ID: ClientId } = pool;

  const unless = async (
    isExpected: (error: unknown) => boolean,
    call: Promise<unknown>,
  ): Promise<void> => {
    try {
      await call;
    } catch (error) {
      if (!isExpected(error)) throw asBusy(error);
    }
  };
  const never = () => false;

  const setPassword = (Username: string, password: string): Promise<void> => {
    const Password = cognitoPassword(preparePassword(password));
    const setting = { UserPoolId, Username, Password, Permanent: true };
    return unless(never, client.send(new AdminSetUserPasswordCommand(setting)));
  };

  return {
    create: async (Username: string, password: string): Promise<void> => {
      const MessageAction = 'SUPPRESS';
      const creation = new AdminCreateUserCommand({ UserPoolId, Username, MessageAction });
      // Ids are random: an existing user is from an earlier try whose response was lost.
      await unless(isExistingUser, client.send(creation));
      await setPassword(Username, password);
    },
    setPassword,
    disable: (Username: string): Promise<void> =>
      unless(isUnknownUser, client.send(new AdminDisableUserCommand({ UserPoolId, Username }))),
    enable: (Username: string): Promise<void> =>
      unless(isUnknownUser, client.send(new AdminEnableUserCommand({ UserPoolId, Username }))),
    remove: (Username: string): Promise<void> =>
      unless(isUnknownUser, client.send(new AdminDeleteUserCommand({ UserPoolId, Username }))),
    /** `password` is one of its `passwordForms`. @throws Cognito's error for a refusal */
    signIn: async (userId: string, password: string) => {
      const { AuthenticationResult } = await client.send(
        new AdminInitiateAuthCommand({
          UserPoolId,
          ClientId,
          AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: userId, PASSWORD: cognitoPassword(password) },
        }),
      );
      return tokensOf(AuthenticationResult);
    },
    /**
     * Signs in by the challenge of our triggers (functions/triggers/prove-sign-in), which accept a proof that
     * we have stored. @throws Cognito's error for a refusal
     */
    signInWithProof: async (USERNAME: string, ANSWER: string) => {
      const { Session } = await client.send(
        new AdminInitiateAuthCommand({
          UserPoolId,
          ClientId,
          AuthFlow: 'CUSTOM_AUTH',
          AuthParameters: { USERNAME },
        }),
      );
      const { AuthenticationResult } = await client.send(
        new AdminRespondToAuthChallengeCommand({
          UserPoolId,
          ClientId,
          Session,
          ChallengeName: 'CUSTOM_CHALLENGE',
          ChallengeResponses: { USERNAME, ANSWER },
        }),
      );
      return tokensOf(AuthenticationResult);
    },
    /** @throws Cognito's error for a refusal */
    refresh: async (RefreshToken: string) => {
      const { AuthenticationResult } = await client.send(
        new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }),
      );
      return tokensOf(AuthenticationResult);
    },
    /** A page of at most 60 ids, Cognito's maximum. */
    list: async (cursor: string | null): Promise<{ ids: string[]; nextCursor: string | null }> => {
      const PaginationToken = cursor ?? undefined;
      const asked = new ListUsersCommand({ UserPoolId, AttributesToGet: [], PaginationToken });
      const { Users = [], PaginationToken: next = null } = await client.send(asked);
      return { ids: Users.flatMap(({ Username }) => Username ?? []), nextCursor: next };
    },
    signOutEverywhere: (Username: string): Promise<void> =>
      unless(
        isUnknownUser,
        client.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username })),
      ),
  };
};

export type CognitoPool = ReturnType<typeof userPool>;
