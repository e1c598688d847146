import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { mailboxKeys } from '../../functions/adapters/aws/dynamodb/keys.ts';
import { type Table, transact } from '../../functions/adapters/aws/dynamodb/table.ts';
import { searchItems } from '../../functions/adapters/aws/dynamodb/user-search.ts';
import { limits } from '../../functions/contracts/limits.ts';
import type { Message } from '../../functions/core/domain/message.ts';
import { aUser } from '../support/builders.ts';
import { aPair, deleteMessage, editMessage, register, send } from '../support/ports/actions.ts';
import type { Stores } from '../support/ports/stores.ts';

export type OpenTable = () => Promise<Stores & { table: Table }>;

const entriesOf = async ({ client, name }: Table, index: 'GSI1' | 'GSI2', partition: string) => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: name,
      IndexName: index,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': `${index}PK` },
      ExpressionAttributeValues: { ':pk': partition },
    }),
  );
  return Items.map(({ SK }) => SK as string);
};

const mailboxes = async (table: Table, message: Message) => {
  const { GSI1PK, GSI2PK } = mailboxKeys(message);
  return {
    inbox: await entriesOf(table, 'GSI1', GSI1PK),
    outbox: await entriesOf(table, 'GSI2', GSI2PK),
  };
};

/** What only this table has: indexes, bounds of DynamoDB, and the index of names. */
export const describeDynamoTable = (open: OpenTable): void => {
  describe('the table', () => {
    it('lists a message in both mailboxes, in order, until it is deleted', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);
      const sent: Message[] = [];
      for (const _ of [1, 2, 3]) {
        sent.push((await send(stores, conversation.id, { senderId: ann.id })).message);
      }
      const [, second] = sent;
      if (!second) throw new Error('nothing was sent');

      const before = await mailboxes(stores.table, second);
      await editMessage(stores, second, 'edited');
      const edited = await mailboxes(stores.table, second);
      await deleteMessage(stores, second);
      const after = await mailboxes(stores.table, second);

      const all = [1, 2, 3].map((seq) => `MSG#${String(seq).padStart(16, '0')}`);
      const [first, , third] = all;
      expect(before).toEqual({ inbox: all, outbox: all });
      expect(edited).toEqual(before);
      expect(after).toEqual({ inbox: [first, third], outbox: [first, third] });
    });

    it('finishes a registration whose name has more pieces than a transaction has places', async () => {
      const stores = await open();
      // Each of these becomes 18 characters in the compatible form by which names are searched.
      const name = Array.from({ length: 25 }, (_, index) =>
        String.fromCodePoint(0x5d0 + index, 0xfdfa),
      ).join('');

      const user = await register(stores, { username: name });

      const found = await stores.users.search(name, { offset: 0, limit: 10 });
      expect(found.items.map(({ id }) => id)).toEqual([user.id]);
      expect(await stores.users.findByName(name)).toEqual(user);
    });

    it('counts and lists at most so many matches', async () => {
      const stores = await open();
      const { maxMatches } = limits.searchQuery;
      const users = Array.from({ length: maxMatches + 5 }, (_, index) =>
        aUser({ username: `ann${String(index).padStart(5, '0')}` }),
      );
      const puts = users.flatMap((user) =>
        searchItems(user)
          .filter(({ PK }) => PK === 'GRAM#ann' || PK === 'PRE#an')
          .map((Item) => ({ Put: { Item } })),
      );
      for (let start = 0; start < puts.length; start += 100) {
        await transact(stores.table, puts.slice(start, start + 100));
      }

      for (const query of ['an', 'ann']) {
        const last = await stores.users.search(query, { offset: maxMatches - 2, limit: 10 });
        expect(last.total).toBe(maxMatches);
        expect(last.items.map(({ username }) => username)).toEqual(['ann00998', 'ann00999']);
      }
    }, 30_000);

    it('finds a rare name among many that share a piece of it', async () => {
      const stores = await open();
      for (let index = 0; index < 60; index++) {
        const crowd = searchItems(aUser({ username: `anna ${index}` }));
        await transact(
          stores.table,
          crowd.map((Item) => ({ Put: { Item } })),
        );
      }
      const rare = await register(stores, { username: 'anna-zoe' });

      const found = await stores.users.search('anna-zoe', { offset: 0, limit: 10 });

      expect(found).toMatchObject({ total: 1, items: [{ id: rare.id }] });
    });
  });
};
