import * as z from 'zod';
import type { Passkey } from '#core/domain/passkeys/passkey.ts';
import type { PasskeyStore } from '#core/ports/passkeys.ts';
import { isLostRace } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import { passkeysKey } from '#functions/adapters/aws/dynamodb/table/passkey-keys.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import {
  absent,
  getItem,
  type Item,
  putOn,
  type Table,
  type TableEnv,
  tableOf,
} from '#functions/adapters/aws/dynamodb/table/table.ts';

const Stored = z.object({
  id: z.string(),
  cred: z.string(),
  key: z.string(),
  n: z.number(),
  host: z.string(),
  via: z.array(z.string()),
  sync: z.boolean(),
  name: z.string(),
  at: z.number(),
  used: z.number().optional(),
  proof: z.object({ id: z.string().optional(), until: z.number() }).optional(),
});
const PasskeysItem = z.object({ v: z.int(), list: z.array(Stored) });

const passkeyOf = (stored: z.infer<typeof Stored>): Passkey => ({
  id: stored.id,
  credentialId: stored.cred,
  publicKey: stored.key,
  counter: stored.n,
  host: stored.host,
  transports: stored.via,
  isSynced: stored.sync,
  name: stored.name,
  createdAt: stored.at,
  lastUsedAt: stored.used ?? null,
  proof: stored.proof ? { sessionId: stored.proof.id ?? null, until: stored.proof.until } : null,
});

const storedOf = (passkey: Passkey): z.infer<typeof Stored> => ({
  id: passkey.id,
  cred: passkey.credentialId,
  key: passkey.publicKey,
  n: passkey.counter,
  host: passkey.host,
  via: [...passkey.transports],
  sync: passkey.isSynced,
  name: passkey.name,
  at: passkey.createdAt,
  ...(passkey.lastUsedAt !== null && { used: passkey.lastUsedAt }),
  ...(passkey.proof && {
    proof: { id: passkey.proof.sessionId ?? undefined, until: passkey.proof.until },
  }),
});

/** All passkeys of a user in one item: few and small, and a change of them is one conditional write. */
export const passkeysItem = (userId: string, passkeys: readonly Passkey[], v = 1): Item => ({
  ...passkeysKey(userId),
  v,
  list: passkeys.map(storedOf),
});

export const passkeysOf = (item: Item | null): { v: number; passkeys: Passkey[] } => {
  if (!item) return { v: 0, passkeys: [] };
  const { v, list } = PasskeysItem.parse(item);
  return { v, passkeys: list.map(passkeyOf) };
};

/**
 * Passkeys on DynamoDB. An item without passkeys stays, with its version: otherwise a later one could pass for the
 * version that somebody has read.
 */
export const dynamoPasskeyStore = (table: Table): PasskeyStore => {
  const read = async (userId: string) => passkeysOf(await getItem(table, passkeysKey(userId)));
  return {
    list: async (userId) => (await read(userId)).passkeys,
    change: (userId, decide) =>
      withRetries(
        table.clock,
        async () => {
          const { v, passkeys } = await read(userId);
          const { result, next } = decide(passkeys);
          if (!next) return result;
          await putOn(table, {
            Item: passkeysItem(userId, next, v + 1),
            ...(v === 0
              ? { ConditionExpression: absent }
              : { ConditionExpression: 'v = :read', ExpressionAttributeValues: { ':read': v } }),
          });
          return result;
        },
        isLostRace,
      ),
  };
};

export const passkeyStore = (env: TableEnv): PasskeyStore => dynamoPasskeyStore(tableOf(env));
