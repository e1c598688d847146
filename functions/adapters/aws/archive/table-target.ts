import * as z from 'zod';
import type { ArchiveKind, ArchiveRecord, ArchiveValue } from '#contracts/archive/records.ts';
import { skeletonOf } from '#contracts/names/skeleton.ts';
import type { ArchiveSource, ArchiveTarget } from '#core/ports/archive.ts';
import type { IdentityProvider } from '#core/ports/identity.ts';
import type { Ids } from '#core/ports/system.ts';
import { isConditionFailure } from '../dynamodb/table/failures.ts';
import {
  inviteHashKey,
  inviteSlotKey,
  type Key,
  nameKey,
  pinCountKey,
  restoreKey,
  skeletonKey,
  usedStorageKey,
} from '../dynamodb/table/keys.ts';
import {
  absent,
  deleteItem,
  expiry,
  getItem,
  type Item,
  putItem,
  putOn,
  type Table,
} from '../dynamodb/table/table.ts';
import { getUser } from '../dynamodb/users/get-user.ts';
import { batchPut } from './batch-put.ts';
import { itemsOfRecord } from './record-items.ts';
import type { Reading } from './table-records.ts';
import { tableSource } from './table-source.ts';

type Blobs = Pick<ArchiveSource, 'openBlob'> & Pick<ArchiveTarget, 'hasBlob' | 'putBlob'>;
type All = Parameters<ArchiveTarget['finish']>[0];

export interface TableTargetDeps {
  readonly table: Table;
  readonly blobs: Blobs;
  readonly identities: Pick<IdentityProvider, 'create' | 'deactivate' | 'listIds'>;
  readonly ids: Ids;
  readonly factorRing: Reading['factorRing'];
}

const CheckpointItem = z.object({ at: z.string() });

/** Takes a name. Names that look alike may exist from earlier versions: the first one has the claim. */
const claim = async (table: Table, key: Key, person: ArchiveValue<'people'>): Promise<boolean> => {
  const Item = { ...key, uid: person.id, at: person.createdAt };
  const values = { ':id': person.id };
  const ConditionExpression = `${absent} OR uid = :id`;
  try {
    await putOn(table, { Item, ConditionExpression, ExpressionAttributeValues: values });
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

const claimNames = async (table: Table, person: ArchiveValue<'people'>): Promise<void> => {
  if (!(await claim(table, nameKey(person.folded), person))) {
    throw new Error(`the name ${person.username} is taken`);
  }
  await claim(table, skeletonKey(skeletonOf(person.username)), person);
};

const sumBy = async <K extends ArchiveKind>(
  all: AsyncIterable<Extract<ArchiveRecord, { kind: K }>>,
  countOf: (value: ArchiveValue<K>) => { userId: string; count: number },
): Promise<Map<string, number>> => {
  const sums = new Map<string, number>();
  for await (const { value } of all) {
    const { userId, count } = countOf(value as ArchiveValue<K>);
    if (count > 0) sums.set(userId, (sums.get(userId) ?? 0) + count);
  }
  return sums;
};

/** The lists of open invitations of each user, and of operators. */
async function* inviteSlots(all: All): AsyncGenerator<Item> {
  const used = new Map<string | null, number>();
  for await (const { value } of all('invitations')) {
    const { hash, inviterId, listed, expiresAt } = value;
    if (listed === null) continue;
    const slot = (used.get(inviterId) ?? 0) + 1;
    used.set(inviterId, slot);
    yield {
      ...inviteSlotKey(inviterId, slot),
      ...{ id: listed.id, inv: inviteHashKey(hash).PK, at: listed.createdAt },
      ...expiry(expiresAt),
    };
  }
}

const finish = async (table: Table, all: All): Promise<void> => {
  const files = await sumBy(all('attachments'), ({ ownerId, sizeBytes }) => ({
    userId: ownerId,
    count: sizeBytes,
  }));
  const pins = await sumBy(all('members'), ({ userId, isPinned }) => ({
    userId,
    count: Number(isPinned),
  }));
  const slots: Item[] = [];
  for await (const slot of inviteSlots(all)) slots.push(slot);
  await batchPut(table, [
    ...[...files].map(([userId, used]) => ({ ...usedStorageKey(userId), used })),
    ...[...pins].map(([userId, n]) => ({ ...pinCountKey(userId), n })),
    ...slots,
  ]);
};

/** An empty stage. Puts replace what an interrupted one has stored; the checkpoint is an item of the table. */
export const tableTarget = ({
  table,
  blobs,
  identities,
  ids,
  factorRing,
}: TableTargetDeps): ArchiveTarget => {
  const checkpoint = async (): Promise<string | null> => {
    const item = await getItem(table, restoreKey);
    return item && CheckpointItem.parse(item).at;
  };

  /** With a random password, until the person gets another one. */
  const createAccount = async ({ userId }: ArchiveValue<'accounts'>): Promise<void> => {
    await identities.create(userId, `${ids.secret()}-Aa1`);
    const user = await getUser(table, userId);
    if (!user?.isActive) await identities.deactivate(userId);
  };

  return {
    source: tableSource(table, blobs, factorRing),
    hasData: async () =>
      (await checkpoint()) === null && (await identities.listIds(null)).ids.length > 0,
    checkpoint,
    put: async (records, next) => {
      const hasFactor = records.some(({ kind, value }) => kind === 'accounts' && value.factor);
      const ring = hasFactor ? await factorRing() : [];
      await batchPut(
        table,
        records.flatMap((record) => itemsOfRecord(record, ring)),
      );
      for (const record of records) {
        if (record.kind === 'people') await claimNames(table, record.value);
        if (record.kind === 'accounts') await createAccount(record.value);
      }
      await putItem(table, { ...restoreKey, at: next });
    },
    hasBlob: blobs.hasBlob,
    putBlob: blobs.putBlob,
    finish: (all) => finish(table, all),
    complete: () => deleteItem(table, restoreKey),
  };
};
