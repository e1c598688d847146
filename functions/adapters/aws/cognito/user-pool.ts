import { createHash } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  type AuthenticationResultType,
  type CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import * as z from 'zod';
import { preparePassword } from '../../../contracts/password.ts';
import type { PoolEnv } from './access-tokens.ts';
import { asBusy, isExistingUser, isUnknownUser } from './failures.ts';

const Tokens = z.object({
  AccessToken: z.string(),
  ExpiresIn: z.number(),
  /** Absent when the pool's client does not rotate. */
  RefreshToken: z.string().optional(),
});

const tokensOf = (result: AuthenticationResultType | undefined) => {
  const { AccessToken, ExpiresIn, RefreshToken } = Tokens.parse(result);
  return { accessToken: AccessToken, expiresIn: ExpiresIn, refreshToken: RefreshToken };
};

/**
 * Cognito takes 256 UTF-16 units (our 256 characters may be twice as many) and no line breaks; its older
 * pattern takes no blanks either.
 */
const takenByCognito = /^\S{1,256}$/;

/** The password as Cognito gets it; others by their hash, in a form that passes the pool's rules. */
export const cognitoPassword = (password: string): string => {
  if (takenByCognito.test(password)) return password;
  return `Aa1-${createHash('sha256').update(password).digest('base64url')}`;
};

/** The calls to Cognito that we make, with a user's id as the user's name. */
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
      // An id is random: a user who is there was made by an earlier try whose answer got lost.
      await unless(isExistingUser, client.send(creation));
      await setPassword(Username, password);
    },
    setPassword,
    disable: (Username: string): Promise<void> =>
      unless(isUnknownUser, client.send(new AdminDisableUserCommand({ UserPoolId, Username }))),
    remove: (Username: string): Promise<void> =>
      unless(isUnknownUser, client.send(new AdminDeleteUserCommand({ UserPoolId, Username }))),
    /** `password` is one of its `passwordForms`. @throws what Cognito refuses with */
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
    /** @throws what Cognito refuses with */
    refresh: async (RefreshToken: string) => {
      const { AuthenticationResult } = await client.send(
        new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }),
      );
      return tokensOf(AuthenticationResult);
    },
    /** At most 60 ids, as many as Cognito gives at once. */
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
