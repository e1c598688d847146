import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Directory } from '#core/ports/directory.ts';
import type { PoolEnv } from './access-tokens.ts';
import { cognitoClient } from './client.ts';
import { isInvalid } from './failures.ts';
import { userPool } from './user-pool.ts';

/**
 * Listed from the user pool: the table has no list of profiles, and a scan would read every message. The description
 * of a pool is 5 KB of code, so it is not in `userPool`, which sign-ins load.
 */
export const cognitoDirectory = (
  client: CognitoIdentityProviderClient,
  env: PoolEnv,
): Directory => {
  const pool = userPool(client, env);
  return {
    page: async (cursor) => {
      try {
        return await pool.list(cursor);
      } catch (error) {
        if (cursor !== null && isInvalid(error)) return null;
        throw error;
      }
    },
    // Counting the rest would read the whole table: alarms and metrics watch a stage.
    figures: async () => {
      const asked = new DescribeUserPoolCommand({ UserPoolId: env.USER_POOL_ID });
      const { UserPool } = await client.send(asked);
      return { people: UserPool?.EstimatedNumberOfUsers ?? 0 };
    },
  };
};

export const directory = (env: PoolEnv): Directory => cognitoDirectory(cognitoClient(), env);
