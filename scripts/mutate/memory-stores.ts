import { onTestFinished } from 'vitest';
import { Database } from '../../functions/adapters/local/sqlite/database.ts';
import { storesOn } from '../../test/support/ports/local-home.ts';
import type { Stores } from '../../test/support/ports/stores.ts';

/** For one test. Modules stay loaded here, so that files which a module removes would be gone for later runs. */
export const memoryStores = async (): Promise<Stores> => {
  const database = new Database(':memory:');
  onTestFinished(() => database.close());
  return storesOn(database);
};
