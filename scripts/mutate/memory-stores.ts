import { onTestFinished } from 'vitest';
import { Database } from '../../functions/adapters/local/sqlite/database.ts';
import { storesOn } from '../../test/support/ports/local-home.ts';
import type { Stores } from '../../test/support/ports/stores.ts';

/**
 * Stores for one test. Modules stay loaded here, so a module that deletes its files would break
 * later runs.
 */
export const memoryStores = async (): Promise<Stores> => {
  const database = new Database(':memory:');
  onTestFinished(() => database.close());
  return storesOn(database);
};
