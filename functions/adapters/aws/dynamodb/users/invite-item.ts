import * as z from 'zod';
import { inviteKey, type Key } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import {
  absent,
  getItem,
  present,
  type Table,
  updateOn,
  type Write,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { removeAbandoned } from './user-claims.ts';

const InviteItem = z.object({
  PK: z.string(),
  exp: z.number(),
  /** The inviter; absent for an operator's. */
  by: z.string().optional(),
  /** The user who has used it, or is registering with it, and since when. */
  uid: z.string().optional(),
  since: z.number().optional(),
});
export type InviteItem = z.infer<typeof InviteItem>;
export const inviteOf = (item: unknown): InviteItem => InviteItem.parse(item);

/** Null if it does not exist or has expired. */
export const readInvite = async (table: Table, code: string): Promise<InviteItem | null> => {
  const item = await getItem(table, inviteKey(code));
  const invite = item && inviteOf(item);
  return invite && invite.exp > table.clock.now() ? invite : null;
};

/** The condition that nobody has used or released it since it was read. */
export const isAsRead = ({ uid }: InviteItem) =>
  uid === undefined
    ? { ConditionExpression: `${present} AND attribute_not_exists(uid)` }
    : { ConditionExpression: 'uid = :read', ExpressionAttributeValues: { ':read': uid } };

/**
 * The write that uses an invitation for a user; null if it cannot be used. Removes the registration that
 * holds it if it was abandoned.
 */
export const inviteUse = async (
  table: Table,
  code: string,
  { uid, at }: { uid: string; at: number },
): Promise<Write | null> => {
  const invite = await readInvite(table, code);
  if (!invite) return null;
  const { uid: holder, since = 0 } = invite;
  if (holder !== undefined && holder !== uid) {
    const gone = await removeAbandoned(table, { uid: holder, at: since });
    if (gone === 'held') return null;
  }
  const condition = isAsRead(invite);
  return {
    Update: {
      Key: inviteKey(code),
      UpdateExpression: 'SET uid = :uid, since = :since',
      ...condition,
      ExpressionAttributeValues: {
        ...condition.ExpressionAttributeValues,
        ':uid': uid,
        ':since': at,
      },
    },
  };
};

/** Opens an invitation again after its registration was removed. */
export const reopenInvite = async (table: Table, code: string, uid: string): Promise<void> => {
  await updateOn(table, inviteKey(code), {
    UpdateExpression: 'REMOVE uid, since',
    ConditionExpression: 'uid = :uid',
    ExpressionAttributeValues: { ':uid': uid },
  });
};

/** Never replaces another one. */
export const invitePut = (key: Key, fields: object): Write => ({
  Put: { Item: { ...key, ...fields }, ConditionExpression: absent },
});
