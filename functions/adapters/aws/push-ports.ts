import { clock } from '../system.ts';
import { broadcaster, type SocketsEnv } from './apigateway/broadcaster.ts';
import { connectionRegistry } from './dynamodb/connection-registry.ts';
import type { TableEnv } from './dynamodb/table/table.ts';

/** The ports for pushes. */
export const pushPorts = (env: TableEnv & SocketsEnv) => ({
  connections: connectionRegistry(env),
  broadcaster: broadcaster(env),
  clock,
});
