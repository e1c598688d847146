import { describe, expect, it } from 'vitest';
import type { Attachment } from '#core/domain/attachment.ts';
import { attachmentItem } from '#functions/adapters/aws/dynamodb/attachments/attachment-item.ts';
import { dynamoAttachmentStore } from '#functions/adapters/aws/dynamodb/attachments/attachment-store.ts';
import {
  countStorage,
  isStorageCounted,
} from '#functions/adapters/aws/dynamodb/attachments/storage-count.ts';
import { documentClient } from '#functions/adapters/aws/dynamodb/table/client.ts';
import { attachmentKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { deleteItem, putItem, type Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { anAttachment } from '#test/support/builders.ts';
import { aPair } from '#test/support/ports/actions.ts';
import type { dynamoHome } from '#test/support/ports/dynamo-home.ts';
import type { OpenTable } from './dynamodb-table.suite.ts';

const limit = 1_000;

/** The same table with hooks around each transaction. */
const onTransactions = (
  table: Table,
  { config }: ReturnType<typeof dynamoHome>,
  around: (count: number, write: () => Promise<unknown>) => Promise<unknown>,
): Table => {
  const client = documentClient({ ...config, maxAttempts: 1 });
  let count = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) =>
        commandName?.startsWith('TransactWrite')
          ? ((await around(++count, () => next(args))) as Awaited<ReturnType<typeof next>>)
          : next(args),
    { step: 'initialize', name: 'around' },
  );
  return { ...table, client };
};

const throttled = () =>
  Object.assign(new Error('slow down'), { name: 'ThrottlingException', $metadata: {} });

/** Storage counters on DynamoDB, and their repair. */
export const describeDynamoStorage = (
  open: OpenTable,
  home: () => ReturnType<typeof dynamoHome>,
): void => {
  describe('storage on DynamoDB', () => {
    const setup = async () => {
      const stores = await open();
      const { table, attachments } = stores;
      const { ann, bob } = await aPair(stores);
      const file = (sizeBytes: number, ownerId = ann.id): Attachment =>
        anAttachment({ id: stores.ids.uuid(), ownerId, sizeBytes });
      /** Stores an attachment like versions before the quota. */
      const putUncounted = (one: Attachment) => putItem(table, attachmentItem(one));
      const used = () => Promise.all([ann, bob].map(({ id }) => attachments.usedBytes(id)));
      return { table, attachments, ann, bob, file, putUncounted, used };
    };

    it('counts a stored file once if its response was lost', async () => {
      const { table, file, used } = await setup();
      const losing = onTransactions(table, home(), async (count, write) => {
        const answer = await write();
        if (count === 1) throw throttled();
        return answer;
      });

      const stored = await dynamoAttachmentStore(losing).put([file(1_000)], limit);

      expect(stored).toBe('stored');
      expect(await used()).toEqual([1_000, 0]);
    });

    it('releases a file once if the response was lost', async () => {
      const { table, attachments, file, used } = await setup();
      const [gone, kept] = [file(400), file(500)];
      await attachments.put([gone, kept], limit);
      const losing = onTransactions(table, home(), async (count, write) => {
        const answer = await write();
        if (count === 1) throw throttled();
        return answer;
      });

      await dynamoAttachmentStore(losing).release(gone);

      expect(await used()).toEqual([500, 0]);
    });

    it('releases all files of a batch of the stream, although their releases conflict', async () => {
      const { attachments, file, used } = await setup();
      const files = Array.from({ length: 25 }, () => file(40));
      for (const one of files) await attachments.put([one], limit);

      await Promise.all(files.map((one) => attachments.release(one)));

      expect(await used()).toEqual([0, 0]);
    });

    it('counts the attachments from before the quota once, for the owner of each', async () => {
      const { table, attachments, bob, file, putUncounted, used } = await setup();
      await putUncounted(file(300));
      await putUncounted(file(5_000, bob.id));
      await attachments.put([file(200)], limit);
      const before = await isStorageCounted(table);

      const first = await countStorage(table);
      const again = await countStorage(table);

      expect(first).toMatchObject({ counted: 2, released: 0 });
      expect(again).toMatchObject({ counted: 0, released: 0 });
      expect([before, await isStorageCounted(table)]).toEqual([false, true]);
      expect(await used()).toEqual([500, 5_000]);
    });

    it('accepts nothing more from a user above the limit, and releases space as usual', async () => {
      const { table, attachments, bob, file, putUncounted, used } = await setup();
      const old = file(5_000, bob.id);
      await putUncounted(old);
      await countStorage(table);

      const refused = await attachments.put([file(1, bob.id)], limit);
      await attachments.release(old);
      const taken = await attachments.put([file(1_000, bob.id)], limit);

      expect([refused, taken]).toEqual([{ usedBytes: 5_000 }, 'stored']);
      expect(await used()).toEqual([0, 1_000]);
    });

    it('does not count an attachment that is removed meanwhile', async () => {
      const { table, file, putUncounted, used } = await setup();
      const old = file(300);
      await putUncounted(old);
      const late = onTransactions(table, home(), async (_, write) => {
        await deleteItem(table, attachmentKey(old.id));
        return write();
      });

      const counts = await countStorage(late);

      expect(counts).toMatchObject({ counted: 0 });
      expect(await used()).toEqual([0, 0]);
    });

    it('releases files that the stream no longer retries, once', async () => {
      const { table, attachments, file, used } = await setup();
      const [gone, kept] = [file(400), file(500)];
      await attachments.put([gone, kept], limit);
      await attachments.discard(gone.id, 'pending');

      const counts = await countStorage(table);
      await attachments.release(gone);

      expect(counts).toMatchObject({ counted: 0, released: 1 });
      expect(await used()).toEqual([500, 0]);
    });
  });
};
