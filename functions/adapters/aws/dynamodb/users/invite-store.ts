import * as z from 'zod';
import type { InviteStore } from '#core/ports/identity.ts';
import { inviteKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import {
  expiry,
  putItem,
  type Table,
  type TableEnv,
  tableOf,
  takeItem,
} from '#functions/adapters/aws/dynamodb/table/table.ts';

const InviteItem = z.object({ exp: z.number() });

/** Invitations on DynamoDB. The delete returns the old item to exactly one of several concurrent callers. */
export const dynamoInviteStore = (table: Table): InviteStore => ({
  put: ({ code, expiresAt }) => putItem(table, { ...inviteKey(code), ...expiry(expiresAt) }),
  take: async (code) => {
    const item = await takeItem(table, inviteKey(code));
    if (!item) return null;
    const { exp } = InviteItem.parse(item);
    return exp > table.clock.now() ? { code, expiresAt: exp } : null;
  },
});

export const inviteStore = (env: TableEnv): InviteStore => dynamoInviteStore(tableOf(env));
