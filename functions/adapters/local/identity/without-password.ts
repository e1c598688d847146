import { openDatabase, type TableEnv } from '../open-database.ts';

/** The names of active users who cannot sign in, since they came without the hash of their password. */
export const namesWithoutPassword = (env: TableEnv): string[] =>
  openDatabase(env)
    .all(
      `SELECT username FROM users JOIN credentials ON user_id = id
       WHERE password_hash = '' AND is_active = 1 AND is_finished = 1 ORDER BY username`,
    )
    .map(({ username }) => String(username));
