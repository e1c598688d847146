import type { SocketsEnv } from './apigateway/broadcaster.ts';
import type { PoolEnv } from './cognito/access-tokens.ts';
import { identityProvider } from './cognito/identity-provider.ts';
import { auditLog } from './dynamodb/audit-log.ts';
import { endedSubscriptions } from './dynamodb/ended-subscriptions.ts';
import type { TableEnv } from './dynamodb/table/table.ts';
import { userStore } from './dynamodb/users/user-store.ts';
import { pushPorts } from './push-ports.ts';

/** The ports for ending sessions. */
export const sessionPorts = (env: TableEnv & PoolEnv & SocketsEnv) => ({
  users: userStore(env),
  identities: identityProvider(env),
  audit: auditLog(env),
  subscriptions: endedSubscriptions(env),
  ...pushPorts(env),
});
