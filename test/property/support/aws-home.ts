import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { IdentityProvider } from '#core/ports/identity.ts';
import { makeEndSessions } from '#core/shared/end-sessions.ts';
import { deactivateUser } from '#core/usecases/account/deactivate-me.ts';
import { aRegistration, noAudit } from '../../support/builders.ts';
import { createTable } from '../../support/ports/dynamo-home.ts';
import { type Call, loadHandlers } from './handlers.ts';
import type { PropertyHome } from './run.ts';
import { makeUpload } from './uploads.ts';

const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
const env = {
  TABLE_NAME: 'property',
  USER_POOL_ID: 'us-east-1_none',
  USER_POOL_CLIENT_ID: 'none',
  // No socket is connected, so nothing is posted there.
  CONNECTIONS_ENDPOINT: 'http://127.0.0.1:9',
  UPLOAD_BUCKET_NAME: 'files',
  USER_STORAGE_MB: '1024',
  MAX_FILE_MB: '10',
  FILE_TYPES: 'any',
  INVITATIONS: 'everyone',
  REQUESTS: 'on',
};

/** DynamoDB Local has no user pool, which would only be notified of the deactivation. */
const noIdentities = {
  deactivate: async () => undefined,
  endSessions: async () => undefined,
} as unknown as IdentityProvider;

/** The handlers on a table of the given endpoint. */
export const openAwsHome = async (endpoint: string): Promise<PropertyHome> => {
  Object.assign(process.env, env, credentials, {
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  await createTable(new DynamoDBClient({}), env.TABLE_NAME);
  const backend = await import('#functions/adapters/aws/index.ts');
  const users = backend.userStore(env);
  const call = await loadHandlers();

  /** The work of the handler `delete-me`, on the real stores. */
  const leave: Call = async (userId) => {
    const user = await users.get(userId);
    if (!user?.isActive) return 'unauthenticated';
    const { clock } = backend;
    const deps = {
      users,
      identities: noIdentities,
      connections: backend.connectionRegistry(env),
      broadcaster: backend.broadcaster(env),
      clock,
      audit: noAudit,
      factors: backend.factorStore(env),
      passkeys: backend.passkeyStore(env),
      subscriptions: backend.webPushSubscriptionStore(env),
      // No socket is connected, so there is no presence to announce.
      emitPresence: async () => undefined,
    };
    await deactivateUser({ ...deps, endSessions: makeEndSessions(deps) }, userId);
    return { status: 204, body: null };
  };
  return {
    call: (userId, name, request) =>
      name === 'delete-me' ? leave(userId, name) : call(userId, name, request),
    upload: makeUpload(backend.attachmentStore(env), backend.ids),
    register: async (name) => {
      const now = Date.now();
      const id = backend.ids.uuid();
      await users.claim(aRegistration({ id, username: name, createdAt: now, updatedAt: now }));
      await users.finish(id);
      return id;
    },
  };
};
