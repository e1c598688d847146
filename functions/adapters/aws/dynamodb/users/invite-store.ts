import * as z from 'zod';
import type { NewInvitation } from '#core/domain/invitation.ts';
import type { InviteStore } from '#core/ports/invitations.ts';
import { batchGet } from '#functions/adapters/aws/dynamodb/table/batch-get.ts';
import { isLostRace } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import {
  inviteKey,
  inviterPartition,
  inviteSlotKey,
  type Key,
  sortPrefix,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { query } from '#functions/adapters/aws/dynamodb/table/query.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import {
  absent,
  expiry,
  type Table,
  type TableEnv,
  tableOf,
  transact,
  type Write,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { getUser } from './get-user.ts';
import {
  type InviteItem,
  inviteOf,
  invitePut,
  inviteUse,
  isAsRead,
  readInvite,
} from './invite-item.ts';

/** An invitation in the list of its inviter: one slot for each open one. */
const SlotItem = z.object({
  PK: z.string(),
  SK: z.string(),
  id: z.string(),
  /** The partition key of the invitation. */
  inv: z.string(),
  at: z.number(),
  exp: z.number(),
});
type Slot = z.infer<typeof SlotItem>;

interface OpenSlot {
  readonly slot: Slot;
  readonly invite: InviteItem;
}

const keyOf = ({ PK, SK }: Slot): Key => ({ PK, SK });

const readSlots = async (table: Table, inviterId: string | null): Promise<Slot[]> => {
  const items = await query(table, {
    partition: inviterPartition(inviterId),
    sort: { prefix: sortPrefix.inviteSlots },
    consistency: 'consistent',
  });
  return items.map((item) => SlotItem.parse(item));
};

/** Without used and expired ones; the invitation of a registration that never finished is open. */
const openOf = async (table: Table, slots: readonly Slot[]): Promise<OpenSlot[]> => {
  const now = table.clock.now();
  const inTime = slots.filter(({ exp }) => exp > now);
  const keys = inTime.map(({ inv }) => ({ PK: inv, SK: 'INVITE' }));
  const invites = (await batchGet(table, keys, 'consistent')).map(inviteOf);
  const found = inTime.flatMap((slot) => {
    const invite = invites.find(({ PK }) => PK === slot.inv);
    return invite ? [{ slot, invite }] : [];
  });
  const users = await Promise.all(
    found.map(({ invite: { uid } }) => (uid === undefined ? null : getUser(table, uid))),
  );
  return found.filter((_, index) => !users[index]?.isFinished);
};

/** Takes a slot that no open invitation has, on the condition that nobody else takes it. */
const slotPut = (
  slots: readonly Slot[],
  open: readonly OpenSlot[],
  { inviterId, id, createdAt, expiresAt }: NewInvitation,
  inv: string,
): Write => {
  const held = new Set(open.map(({ slot }) => slot.SK));
  let number = 1;
  while (held.has(inviteSlotKey(inviterId, number).SK)) number++;
  const key = inviteSlotKey(inviterId, number);
  const before = slots.find(({ SK }) => SK === key.SK);
  return {
    Put: {
      Item: { ...key, id, inv, at: createdAt, ...expiry(expiresAt) },
      ...(before
        ? {
            ConditionExpression: 'id = :before',
            ExpressionAttributeValues: { ':before': before.id },
          }
        : { ConditionExpression: absent }),
    },
  };
};

/** What the inviter's list shows of an invitation, by its partition key; null if it has no slot. */
export const listedInvite = async (
  table: Table,
  inviterId: string | null,
  inv: string,
): Promise<{ id: string; createdAt: number } | null> => {
  const slot = (await readSlots(table, inviterId)).find((one) => one.inv === inv);
  return slot ? { id: slot.id, createdAt: slot.at } : null;
};

const create = async (
  table: Table,
  invitation: NewInvitation,
  maxOpen: number,
): Promise<'created' | 'too_many'> => {
  const { inviterId, code, expiresAt } = invitation;
  const key = inviteKey(code);
  const slots = await readSlots(table, inviterId);
  const open = await openOf(table, slots);
  if (inviterId !== null && open.length >= maxOpen) return 'too_many';
  const slot = slotPut(slots, open, invitation, key.PK);
  const by = inviterId ?? undefined;
  await transact(table, [invitePut(key, { by, ...expiry(expiresAt) }), slot]);
  return 'created';
};

const revoke = async (table: Table, inviterId: string | null, id: string): Promise<boolean> => {
  const open = await openOf(table, await readSlots(table, inviterId));
  const found = open.find(({ slot }) => slot.id === id);
  if (!found) return false;
  const { slot, invite } = found;
  await transact(table, [
    { Delete: { Key: { PK: slot.inv, SK: 'INVITE' }, ...isAsRead(invite) } },
    {
      Delete: {
        Key: keyOf(slot),
        ConditionExpression: 'id = :id',
        ExpressionAttributeValues: { ':id': id },
      },
    },
  ]);
  return true;
};

const use = async (table: Table, code: string, uid: string): Promise<boolean> => {
  const write = await inviteUse(table, code, { uid, at: table.clock.now() });
  if (!write) return false;
  await transact(table, [write]);
  return true;
};

/** Invitations on DynamoDB: an item by the hash of the code, and a slot of the inviter. Both expire by TTL. */
export const dynamoInviteStore = (table: Table): InviteStore => {
  const retried = <T>(attempt: () => Promise<T>): Promise<T> =>
    withRetries(table.clock, attempt, isLostRace);
  return {
    create: (invitation, maxOpen) => retried(() => create(table, invitation, maxOpen)),
    find: async (code) => {
      const invite = await readInvite(table, code);
      if (!invite) return null;
      const { by, exp, uid } = invite;
      return { inviterId: by ?? null, expiresAt: exp, usedBy: uid ?? null };
    },
    use: (code, userId) => retried(() => use(table, code, userId)),
    listOpen: async (inviterId) => {
      const open = await openOf(table, await readSlots(table, inviterId));
      return open
        .map(({ slot: { id, at, exp } }) => ({ id, createdAt: at, expiresAt: exp }))
        .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
    },
    revoke: (inviterId, id) => retried(() => revoke(table, inviterId, id)),
  };
};

export const inviteStore = (env: TableEnv): InviteStore => dynamoInviteStore(tableOf(env));
