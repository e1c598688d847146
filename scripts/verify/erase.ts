import { DeleteCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { foldName } from '#contracts/names/fold.ts';
import { skeletonOf } from '#contracts/names/skeleton.ts';
import { sortedPair } from '#core/domain/conversation.ts';
import type { IdentityProvider } from '#core/ports/identity.ts';
import {
  conversationPartition,
  type Key,
  membershipIdOf,
  nameKey,
  pairKey,
  skeletonKey,
  sortPrefix,
  usedStorageKey,
  userPartition,
} from '../../functions/adapters/aws/dynamodb/table/keys.ts';
import type { Table } from '../../functions/adapters/aws/dynamodb/table/table.ts';

/** A deactivated account of a run. */
export interface Erasable {
  readonly id: string;
  readonly username: string;
}

const keysIn = async ({ client, name }: Table, partition: string): Promise<Key[]> => {
  const asked = {
    TableName: name,
    KeyConditionExpression: 'PK = :pk',
    ExpressionAttributeValues: { ':pk': partition },
    ProjectionExpression: 'PK, SK',
  };
  const keys: Key[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, asked)) {
    keys.push(...(Items as Key[]));
  }
  return keys;
};

/**
 * Deletes deactivated accounts completely: all items in their partitions, their names, the conversations
 * among them, and their identities. Conversations with other users stay. Resolves to the number of items.
 */
export const eraseAccounts = async (
  table: Table,
  identities: Pick<IdentityProvider, 'remove'>,
  accounts: readonly Erasable[],
): Promise<number> => {
  const keys: Key[] = [];
  const members = new Map<string, string[]>();
  for (const { id, username } of accounts) {
    const own = await keysIn(table, userPartition(id));
    for (const key of own.filter(({ SK }) => SK.startsWith(sortPrefix.memberships))) {
      const conversation = membershipIdOf(key);
      members.set(conversation, [...(members.get(conversation) ?? []), id]);
    }
    keys.push(...own, ...(await keysIn(table, usedStorageKey(id).PK)));
    keys.push(nameKey(foldName(username)), skeletonKey(skeletonOf(username)));
  }
  for (const [conversation, [a = '', b]] of members) {
    // Deletes only conversations between two accounts of this run. A conversation with one of them is with
    // oneself or with another user.
    if (b === undefined) continue;
    keys.push(...(await keysIn(table, conversationPartition(conversation))));
    keys.push(pairKey(sortedPair(a, b)));
  }
  for (const Key of keys)
    await table.client.send(new DeleteCommand({ TableName: table.name, Key }));
  for (const { id } of accounts) await identities.remove(id);
  return keys.length;
};
