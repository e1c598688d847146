import type * as Backend from '#functions/adapters/local/index.ts';
import { aRegistration } from '../../support/builders.ts';
import { loadHandlers } from './handlers.ts';
import type { PropertyHome } from './run.ts';
import { makeUpload } from './uploads.ts';

const env = {
  TABLE_NAME: ':memory:',
  USER_POOL_ID: 'local',
  USER_POOL_CLIENT_ID: 'parley',
  CONNECTIONS_ENDPOINT: 'local',
  UPLOAD_BUCKET_NAME: 'files',
  USER_STORAGE_MB: '1024',
  MAX_FILE_MB: '10',
  FILE_TYPES: 'any',
  INVITATIONS: 'everyone',
  REQUESTS: 'on',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
};

/** The handlers on SQLite in memory, loaded again after a reset of the modules. */
export const openLocalHome = async (): Promise<PropertyHome> => {
  Object.assign(process.env, env);
  const backend: typeof Backend = await import('#functions/adapters/local/index.ts');
  const users = backend.userStore(env);
  return {
    call: await loadHandlers(),
    upload: makeUpload(backend.attachmentStore(env), backend.ids),
    register: async (name) => {
      const now = Date.now();
      const user = aRegistration({
        id: backend.ids.uuid(),
        username: name,
        createdAt: now,
        updatedAt: now,
      });
      await users.claim(user);
      await users.finish(user.id);
      return user.id;
    },
  };
};
