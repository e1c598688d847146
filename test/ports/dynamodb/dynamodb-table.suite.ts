import { describe, expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import type { Message } from '#core/domain/message.ts';
import { conversationItem } from '#functions/adapters/aws/dynamodb/conversations/conversation-item.ts';
import { messageItem } from '#functions/adapters/aws/dynamodb/conversations/message-item.ts';
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
import {
  aPair,
  deleteMessage,
  editMessage,
  openBetween,
  register,
  send,
} from '#test/support/ports/actions.ts';
import type { Stores } from '#test/support/ports/stores.ts';

export type OpenTable = () => Promise<Stores & { table: Table }>;

const putAll = async (table: Table, items: readonly Item[]): Promise<void> => {
  const puts = items.map((Item) => ({ Put: { Item } }));
  for (let start = 0; start < puts.length; start += 100) {
    await transact(table, puts.slice(start, start + 100));
  }
};

/** Properties of this table only: indexes, limits of DynamoDB, and the index of names. */
export const describeDynamoTable = (open: OpenTable): void => {
  describe('the table', () => {
    it('indexes no message, which would cost a write unit each', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);
      const { message } = await send(stores, conversation.id, { senderId: ann.id });
      await editMessage(stores, message, 'edited');

      expect(await stores.everythingStored()).not.toContain('GSI');
    });

    it('lists, edits and deletes messages that an earlier version indexed', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      const sent: Message[] = [];
      for (const _ of [1, 2, 3]) {
        sent.push((await send(stores, conversation.id, { senderId: ann.id })).message);
      }
      const asBefore = sent.map((message) => {
        const { conversationId, seq, createdAt } = message;
        const place = `${createdAt}#${conversationId}#${String(seq).padStart(16, '0')}`;
        const keys = {
          GSI1PK: `IN#${bob.id}`,
          GSI1SK: place,
          GSI2PK: `OUT#${ann.id}`,
          GSI2SK: place,
        };
        return { ...messageItem(message), ...keys };
      });
      await putAll(stores.table, asBefore);
      const mailboxes = async () => {
        const window = { offset: 0, limit: 10, order: 'asc' } as const;
        const { conversations } = stores;
        const received = await conversations.listReceived(bob.id, { which: 'all', ...window });
        const { items } = await conversations.listSent(ann.id, window);
        return [received.items, items].map((all) => all.map(({ message }) => message.seq));
      };

      const [first, second] = sent;
      if (!first || !second) throw new Error('nothing was sent');
      expect(await mailboxes()).toEqual([
        [1, 2, 3],
        [1, 2, 3],
      ]);
      await editMessage(stores, first, 'edited');
      await deleteMessage(stores, second);

      expect(await mailboxes()).toEqual([
        [1, 3],
        [1, 3],
      ]);
    });

    it('merges the mailbox of many conversations, and reads few of them for a page', async () => {
      const stores = await open();
      const ann = await register(stores);
      const times: number[] = [];
      for (let count = 0; count < 30; count++) {
        stores.clock.advance(1_000);
        const conversation = await openBetween(stores, ann, await register(stores));
        for (const _ of [1, 2]) {
          stores.clock.advance(1_000);
          const { message } = await send(stores, conversation.id, { senderId: ann.id });
          times.push(message.createdAt);
        }
      }
      let queries = 0;
      const { client } = stores.table;
      client.middlewareStack.add(
        (next, { commandName }) =>
          (args) => {
            if (commandName === 'QueryCommand') queries++;
            return next(args);
          },
        { step: 'initialize', name: 'countQueries' },
      );
      const page = async (order: 'asc' | 'desc', offset: number) => {
        queries = 0;
        const request = { offset, limit: 4, order };
        const { items, total } = await stores.conversations.listSent(ann.id, request);
        expect(total).toBe(60);
        return items.map(({ message }) => message.createdAt);
      };

      expect(await page('desc', 0)).toEqual(times.toReversed().slice(0, 4));
      // The memberships, and five conversations.
      expect(queries).toBeLessThanOrEqual(6);
      expect(await page('asc', 0)).toEqual(times.slice(0, 4));
      expect(queries).toBeLessThanOrEqual(6);
      expect(await page('asc', 56)).toEqual(times.slice(56));
      client.middlewareStack.remove('countQueries');
    });

    it('lets DynamoDB delete expired items, soon after their expiry and never before', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);
      const { message } = await send(stores, conversation.id, { senderId: ann.id });
      const [ticket, connection] = [aTicket(), aConnection()];
      const invite = anInvite({ inviterId: ann.id });
      await stores.invites.create(invite, 1);
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
      expect(ends('USER#', 'INVITE#')).toEqual([seconds(invite.expiresAt)]);
      expect(ends('TICKET#')).toEqual([seconds(ticket.expiresAt)]);
      expect(ends('CONN#')).toEqual([seconds(connection.expiresAt)]);
      expect(ends('USER#', 'CONN#')).toEqual([seconds(connection.expiresAt)]);
      expect(ends('CONV#', 'CID#')).toEqual([seconds(guardEnd)]);
      const windows = Math.floor(startTime / 1_000 / windowSeconds);
      expect(ends('RATE#')).toEqual([(windows + 1) * windowSeconds]);
      expect(items.filter(({ ttl }) => ttl !== undefined)).toHaveLength(7);
      // Neither a code nor the name of a counter can be read from the table.
      expect(JSON.stringify(items)).not.toMatch(new RegExp(`${invite.code}|what`));
    });

    it('pages a mailbox that exceeds the response of a query', async () => {
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

    it('finishes a registration whose name has more pieces than a transaction can write', async () => {
      const stores = await open();
      const name = aLongName();
      expect(searchItems(aUser({ username: name })).length).toBeGreaterThan(100);

      const user = await register(stores, { username: name });

      const found = await stores.users.search(name, { offset: 0, limit: 10 });
      expect(found.items.map(({ id }) => id)).toEqual([user.id]);
      expect(await stores.users.findByName(name)).toEqual(user);
    });

    it('counts and lists matches up to a limit', async () => {
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

    it('finds a rare name among many that share a piece with it', async () => {
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
