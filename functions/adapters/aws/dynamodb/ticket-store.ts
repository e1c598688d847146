import * as z from 'zod';
import type { TicketStore } from '../../../core/ports/sockets.ts';
import { ticketKey } from './keys.ts';
import { expiry, putItem, type Table, type TableEnv, tableOf, takeItem } from './table.ts';

const TicketItem = z.object({
  uid: z.string(),
  iat: z.number(),
  use: z.string(),
  exp: z.number(),
});

/** Tickets on DynamoDB: a delete that returns what it deleted does so for one caller only. */
export const dynamoTicketStore = (table: Table): TicketStore => ({
  put: ({ secret, caller, expiresAt }) =>
    putItem(table, {
      ...ticketKey(secret),
      uid: caller.userId,
      iat: caller.issuedAt,
      use: caller.tokenUse,
      ...expiry(expiresAt),
    }),
  take: async (secret) => {
    const item = await takeItem(table, ticketKey(secret));
    if (!item) return null;
    const { uid, iat, use, exp } = TicketItem.parse(item);
    if (exp <= table.clock.now()) return null;
    return { secret, caller: { userId: uid, issuedAt: iat, tokenUse: use }, expiresAt: exp };
  },
});

export const ticketStore = (env: TableEnv): TicketStore => dynamoTicketStore(tableOf(env));
