import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  type LambdaConfigType,
} from '@aws-sdk/client-cognito-identity-provider';
import { limits } from '#contracts/limits.ts';
import type { SignInProofs } from '#core/ports/passkeys.ts';
import { accessTokens } from '#functions/adapters/aws/cognito/access-tokens.ts';
import { cognitoClient } from '#functions/adapters/aws/cognito/client.ts';
import { cognitoDirectory } from '#functions/adapters/aws/cognito/directory.ts';
import { cognitoIdentityProvider } from '#functions/adapters/aws/cognito/identity-provider.ts';
import { dynamoSignInProofs } from '#functions/adapters/aws/cognito/sign-in-proofs.ts';
import { userPool } from '#functions/adapters/aws/cognito/user-pool.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { ids, clock as systemClock } from '#functions/adapters/system.ts';
import { fakeClock } from '../fakes.ts';
import type { dynamoHome } from './dynamo-home.ts';
import type { Identities } from './identities.ts';

/**
 * A user pool and its client with the settings of the identity stack, as far as calls depend on
 * them.
 */
export const createPool = async (
  client: ReturnType<typeof cognitoClient>,
  triggers?: LambdaConfigType,
) => {
  const { UserPool } = await client.send(
    new CreateUserPoolCommand({
      PoolName: 'ports',
      Policies: { PasswordPolicy: { MinimumLength: limits.password.minLength } },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      ...(triggers && { LambdaConfig: triggers }),
    }),
  );
  const { UserPoolClient } = await client.send(
    new CreateUserPoolClientCommand({
      UserPoolId: UserPool?.Id,
      ClientName: 'ports',
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      RefreshTokenRotation: {
        Feature: 'ENABLED',
        RetryGracePeriodSeconds: limits.refreshGraceSeconds,
      },
    }),
  );
  return {
    USER_POOL_ID: UserPool?.Id ?? '',
    USER_POOL_CLIENT_ID: UserPoolClient?.ClientId ?? '',
  };
};

export interface CognitoHome extends Identities {
  readonly table: Table;
  readonly client: ReturnType<typeof cognitoClient>;
  readonly pool: Awaited<ReturnType<typeof createPool>>;
  readonly proofs: SignInProofs;
}

/** A new user pool on an emulator, with its token families in a new table. */
/** The directory of a new user pool. */
export const openCognitoDirectory = async (home: ReturnType<typeof dynamoHome>) => {
  const client = cognitoClient(home.config);
  const env = await createPool(client);
  const pool = userPool(client, env);
  const add = async (): Promise<string> => {
    const id = ids.uuid();
    await pool.create(id, 'Correct-Horse-1');
    return id;
  };
  return { directory: cognitoDirectory(client, env), add, now: () => systemClock.now() };
};

export const openCognito = async (
  home: ReturnType<typeof dynamoHome>,
  triggersOn?: (table: Table) => Promise<LambdaConfigType>,
): Promise<CognitoHome> => {
  const clock = fakeClock({ now: systemClock.now() });
  const client = cognitoClient(home.config);
  const table = await home.openTable(clock);
  const pool = await createPool(client, await triggersOn?.(table));
  const identities = cognitoIdentityProvider({
    pool: userPool(client, pool),
    table,
    verify: accessTokens(pool, home.config.endpoint),
    ids,
  });
  return {
    identities: home.recorded('IdentityProvider', identities),
    proofs: home.recorded('SignInProofs', dynamoSignInProofs(table)),
    clock,
    ids,
    table,
    client,
    pool,
  };
};
