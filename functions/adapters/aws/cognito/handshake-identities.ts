import type { HandshakeIdentities } from '#core/ports/identity.ts';
import { ids } from '../../system.ts';
import { type TableEnv, tableOf } from '../dynamodb/table/table.ts';
import type { PoolEnv } from './access-tokens.ts';
import { tokenFamilies } from './token-families.ts';
import { verifyToken } from './verify-token.ts';

/** Neither operation calls Cognito, so a handshake does not load its client. */
export const handshakeIdentities = (env: TableEnv & PoolEnv): HandshakeIdentities => ({
  verifyAccessToken: verifyToken(env),
  touchSession: tokenFamilies(tableOf(env), ids).touch,
});
