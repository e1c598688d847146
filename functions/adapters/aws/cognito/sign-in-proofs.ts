import * as z from 'zod';
import type { SignInProofs } from '#core/ports/passkeys.ts';
import { proofKey } from '../dynamodb/table/passkey-keys.ts';
import {
  expiry,
  putItem,
  type Table,
  type TableEnv,
  tableOf,
  takeItem,
} from '../dynamodb/table/table.ts';

/** A call to Cognito and its triggers take a second or two. */
const lifetimeMs = 60_000;

const ProofItem = z.object({ exp: z.number() });

/** Stores a proof that this user may sign in now. */
export const putProof = (table: Table, userId: string, secret: string): Promise<void> =>
  putItem(table, { ...proofKey(userId, secret), ...expiry(table.clock.now() + lifetimeMs) });

/** For the trigger that checks the answer to Cognito's challenge. */
export const dynamoSignInProofs = (table: Table): SignInProofs => ({
  take: async (userId, secret) => {
    const item = await takeItem(table, proofKey(userId, secret));
    return item !== null && ProofItem.parse(item).exp > table.clock.now();
  },
});

export const signInProofs = (env: TableEnv): SignInProofs => dynamoSignInProofs(tableOf(env));
