import type { Directory } from '#core/ports/directory.ts';
import type { PoolEnv } from './access-tokens.ts';
import { cognitoClient } from './client.ts';
import { isInvalid } from './failures.ts';
import { type CognitoPool, userPool } from './user-pool.ts';

/** Listed from the user pool: the table has no list of profiles, and a scan would read every message. */
export const cognitoDirectory = (pool: CognitoPool): Directory => ({
  page: async (cursor) => {
    try {
      return await pool.list(cursor);
    } catch (error) {
      if (cursor !== null && isInvalid(error)) return null;
      throw error;
    }
  },
  // Counting the rest would read the whole table: alarms and metrics watch a stage.
  figures: async () => ({ people: await pool.count() }),
});

export const directory = (env: PoolEnv): Directory =>
  cognitoDirectory(userPool(cognitoClient(), env));
