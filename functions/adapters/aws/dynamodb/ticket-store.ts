import * as z from 'zod';
import type { TicketStore } from '#core/ports/sockets.ts';
import { ticketKey } from './table/keys.ts';
import { expiry, putItem, type Table, type TableEnv, tableOf, takeItem } from './table/table.ts';

const TicketItem = z.object({
  uid: z.string(),
  iat: z.number(),
  sid: z.string().optional(),
  use: z.string(),
  exp: z.number(),
});

/** Tickets on DynamoDB. The delete returns the old item to exactly one of several concurrent callers. */
export const dynamoTicketStore = (table: Table): TicketStore => ({
  put: ({ secret, caller, expiresAt }) =>
    putItem(table, {
      ...ticketKey(secret),
      uid: caller.userId,
      iat: caller.issuedAt,
      sid: caller.sessionId ?? undefined,
      use: caller.tokenUse,
      ...expiry(expiresAt),
    }),
  take: async (secret) => {
    const item = await takeItem(table, ticketKey(secret));
    if (!item) return null;
    const { uid, iat, sid, use, exp } = TicketItem.parse(item);
    if (exp <= table.clock.now()) return null;
    const caller = { userId: uid, issuedAt: iat, sessionId: sid ?? null, tokenUse: use };
    return { secret, caller, expiresAt: exp };
  },
});

export const ticketStore = (env: TableEnv): TicketStore => dynamoTicketStore(tableOf(env));
