import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import type { Message } from '#core/domain/message.ts';
import { conversationItem } from '#functions/adapters/aws/dynamodb/conversations/conversation-item.ts';
import { messageItem } from '#functions/adapters/aws/dynamodb/conversations/message-item.ts';
import { mailboxKeys } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { type Item, type Table, transact } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { searchItems } from '#functions/adapters/aws/dynamodb/users/user-search.ts';
import {
  aConnection,
  aLongName,
  aMessage,
  anInvite,
  aTicket,
  aUser,
} from '#test/support/builders.ts';
import { startTime } from '#test/support/fakes.ts';
import { aPair, deleteMessage, editMessage, register, send } from '#test/support/ports/actions.ts';
import type { Stores } from '#test/support/ports/stores.ts';

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

const putAll = async (table: Table, items: readonly Item[]): Promise<void> => {
  const puts = items.map((Item) => ({ Put: { Item } }));
  for (let start = 0; start < puts.length; start += 100) {
    await transact(table, puts.slice(start, start + 100));
  }
};

/** Properties of this table only: indexes, limits of DynamoDB, and the index of names. */
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

    it('lets DynamoDB delete what ends, soon after its end and never before', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);
      const { message } = await send(stores, conversation.id, { senderId: ann.id });
      const [invite, ticket, connection] = [anInvite(), aTicket(), aConnection()];
      await stores.invites.put(invite);
      await stores.tickets.put(ticket);
      await stores.connections.add(connection);
      const windowSeconds = 900;
      await stores.counters.take({ key: 'what', limit: 1, windowSeconds, at: startTime });

      const items: Item[] = JSON.parse(await stores.everythingStored());

      const ends = (prefix: string, sort = ''): unknown[] =>
        items
          .filter(({ PK, SK }) => `${PK}`.startsWith(prefix) && `${SK}`.startsWith(sort))
          .map(({ ttl }) => ttl);
      const seconds = (time: number) => Math.ceil(time / 1_000);
      const guardEnd = message.createdAt + limits.sentGuardDays * 86_400_000;
      expect(ends('INVITE#')).toEqual([seconds(invite.expiresAt)]);
      expect(ends('TICKET#')).toEqual([seconds(ticket.expiresAt)]);
      expect(ends('CONN#')).toEqual([seconds(connection.expiresAt)]);
      expect(ends('USER#', 'CONN#')).toEqual([seconds(connection.expiresAt)]);
      expect(ends('CONV#', 'CID#')).toEqual([seconds(guardEnd)]);
      const windows = Math.floor(startTime / 1_000 / windowSeconds);
      expect(ends('RATE#')).toEqual([(windows + 1) * windowSeconds]);
      expect(items.filter(({ ttl }) => ttl !== undefined)).toHaveLength(6);
      // Neither a code nor the name of a counter can be read from the table.
      expect(JSON.stringify(items)).not.toMatch(new RegExp(`${invite.code}|what`));
    });

    it('pages a mailbox that is longer than an answer of an index', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      const count = 6_000;
      const messages = Array.from({ length: count }, (_, index) =>
        aMessage({
          conversationId: conversation.id,
          seq: index + 1,
          senderId: ann.id,
          receiverId: bob.id,
          createdAt: conversation.createdAt + index,
        }),
      );
      await putAll(stores.table, messages.map(messageItem));
      const states = { [bob.id]: { readSeq: count - 100, unread: 100, received: count, sent: 0 } };
      await putAll(stores.table, [
        conversationItem({ ...conversation, seq: count, ver: count, states }),
      ]);
      const read = async (which: 'all' | 'read' | 'unread', offset: number) => {
        const request = { which, offset, limit: 3, order: 'desc' } as const;
        const { items, total } = await stores.conversations.listReceived(bob.id, request);
        return { seqs: items.map(({ message }) => message.seq), total };
      };

      expect(await read('all', 5_800)).toEqual({ seqs: [200, 199, 198], total: 6_000 });
      expect(await read('read', 5_800)).toEqual({ seqs: [100, 99, 98], total: 5_900 });
      expect(await read('unread', 98)).toEqual({ seqs: [5_902, 5_901], total: 100 });
    });

    it('finishes a registration whose name has more pieces than a transaction has places', async () => {
      const stores = await open();
      const name = aLongName();
      expect(searchItems(aUser({ username: name })).length).toBeGreaterThan(100);

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
      const entries = users.flatMap((user) =>
        searchItems(user).filter(({ PK }) => PK === 'GRAM#ann' || PK === 'PRE#an'),
      );
      await putAll(stores.table, entries);

      for (const query of ['an', 'ann']) {
        const last = await stores.users.search(query, { offset: maxMatches - 2, limit: 10 });
        expect(last.total).toBe(maxMatches);
        expect(last.items.map(({ username }) => username)).toEqual(['ann00998', 'ann00999']);
      }
    });

    it('finds a rare name among many that share a piece of it', async () => {
      const stores = await open();
      for (let index = 0; index < 60; index++) {
        await putAll(stores.table, searchItems(aUser({ username: `anna ${index}` })));
      }
      const rare = await register(stores, { username: 'anna-zoe' });

      const found = await stores.users.search('anna-zoe', { offset: 0, limit: 10 });

      expect(found).toMatchObject({ total: 1, items: [{ id: rare.id }] });
    });
  });
};
