import { Database } from './sqlite/database.ts';

/** In this home the table is a SQLite file: `TABLE_NAME` is its path. */
export interface TableEnv {
  readonly TABLE_NAME: string;
}

/** One shared instance per key. */
const shared = <T>(make: (key: string) => T) => {
  const instances = new Map<string, T>();
  return {
    of: (key: string): T => {
      const instance = instances.get(key) ?? make(key);
      instances.set(key, instance);
      return instance;
    },
    drop: (key: string): void => {
      instances.delete(key);
    },
  };
};

const databases = shared((path) => new Database(path));

export const openDatabase = ({ TABLE_NAME }: TableEnv): Database => databases.of(TABLE_NAME);

/** Commits pending writes and closes the data file. */
export const closeDatabase = ({ TABLE_NAME }: TableEnv): void => {
  databases.of(TABLE_NAME).close();
  databases.drop(TABLE_NAME);
};

/** Null if everything that can be read is on the disk, otherwise resolves when it is. */
export const durable = ({ TABLE_NAME }: TableEnv): Promise<void> | null =>
  databases.of(TABLE_NAME).durable();
