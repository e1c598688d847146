import { describe, expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import type { Message } from '#core/domain/message.ts';
import {
  aPair,
  deleteMessage,
  editMessage,
  readMessage,
  send,
  sendMany,
} from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';

const seqsOf = (entries: readonly { seq: number }[]): number[] => entries.map(({ seq }) => seq);

/** 1 and 2 sent, 1 edited, 3 sent, 2 deleted, 3 read: sequences 1 to 6. */
const aHistory = async (stores: Stores) => {
  const pair = await aPair(stores);
  const { ann, conversation } = pair;
  const said = (content: string) => send(stores, conversation.id, { senderId: ann.id, content });
  const { message: first } = await said('first, as it was');
  const { message: second } = await said('a secret');
  const edited = await editMessage(stores, first, 'first, edited');
  const { message: third } = await said('third');
  const deleted = await deleteMessage(stores, second);
  const read = await readMessage(stores, third);
  return { ...pair, edited, deleted, read };
};

export const describeHistory = (open: OpenStores): void => {
  describe('messages', () => {
    it('are found by sequence, in their current state, and only in their conversation', async () => {
      const stores = await open();
      const { conversation, edited } = await aHistory(stores);
      const other = await aPair(stores);
      const { conversations } = stores;

      expect(await conversations.getMessage(conversation.id, 1)).toEqual(edited);
      expect(await conversations.getMessage(conversation.id, 3)).toBeNull();
      expect(await conversations.getMessage(conversation.id, 99)).toBeNull();
      expect(await conversations.getMessage(other.conversation.id, 1)).toBeNull();
    });

    it('are listed newest first, deleted ones as placeholders, without records', async () => {
      const stores = await open();
      const { conversation, edited, deleted, read } = await aHistory(stores);

      const listed = await stores.conversations.listMessages(conversation.id, { limit: 10 });

      expect(listed).toEqual([read, deleted, edited]);
    });

    it('are paged upwards without overlap or loss', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);
      await sendMany(stores, conversation.id, ann.id, 12);
      const seen: Message[] = [];

      for (let before: number | undefined; ; before = seen.at(-1)?.seq) {
        const range = { limit: 5, ...(before !== undefined && { before }) };
        const page = await stores.conversations.listMessages(conversation.id, range);
        seen.push(...page);
        if (page.length < 5) break;
      }

      expect(seqsOf(seen)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    });

    it('fit into a full page, also the longest ones', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);
      const content = '🎈'.repeat(limits.message.maxLength);
      const count = 80;
      for (let sent = 0; sent < count; sent++) {
        await send(stores, conversation.id, { senderId: ann.id, content });
      }

      const listed = await stores.conversations.listMessages(conversation.id, { limit: count });
      const log = await stores.conversations.readLog(conversation.id, { after: 0, limit: count });

      expect(listed).toHaveLength(count);
      expect(log).toHaveLength(count);
      expect(listed.at(-1)?.content).toBe(content);
    });
  });

  describe('readLog', () => {
    it('returns all entries in order without gaps, with current messages', async () => {
      const stores = await open();
      const { conversation, edited, deleted, read } = await aHistory(stores);

      const log = await stores.conversations.readLog(conversation.id, { after: 0, limit: 100 });

      expect(log).toEqual([
        { seq: 1, kind: 'message', message: edited },
        { seq: 2, kind: 'message', message: deleted },
        { seq: 3, kind: 'edit', message: edited },
        { seq: 4, kind: 'message', message: read },
        { seq: 5, kind: 'delete', message: deleted },
        { seq: 6, kind: 'read', message: read },
      ]);
      expect(JSON.stringify(log)).not.toContain('a secret');
      expect(JSON.stringify(log)).not.toContain('as it was');
    });

    it('continues after any entry, in pages of any size, and is empty beyond the end', async () => {
      const stores = await open();
      const { conversation } = await aHistory(stores);
      const read = async (after: number, limit: number) =>
        seqsOf(await stores.conversations.readLog(conversation.id, { after, limit }));

      expect(await read(2, 2)).toEqual([3, 4]);
      expect(await read(0, 3)).toEqual([1, 2, 3]);
      expect(await read(5, 10)).toEqual([6]);
      expect(await read(6, 10)).toEqual([]);
      expect(await read(99, 10)).toEqual([]);
    });

    it('is empty for an unknown conversation', async () => {
      const stores = await open();

      const log = await stores.conversations.readLog(stores.ids.uuid(), { after: 0, limit: 10 });

      expect(log).toEqual([]);
    });

    it('has no gaps during concurrent writes', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      let isWriting = true;
      const write = async (senderId: string) => {
        for (let round = 0; round < 6; round++) {
          const { message } = await send(stores, conversation.id, { senderId });
          await editMessage(stores, message, `round ${round}`);
        }
      };
      const logs: number[][] = [];
      const read = async () => {
        while (isWriting) {
          const log = await stores.conversations.readLog(conversation.id, { after: 0, limit: 50 });
          logs.push(seqsOf(log));
          await stores.clock.sleep(1);
        }
      };

      const reading = read();
      await Promise.all([write(ann.id), write(bob.id)]);
      isWriting = false;
      await reading;

      expect(logs.length).toBeGreaterThan(1);
      for (const seqs of logs) expect(seqs).toEqual(seqs.map((_, index) => index + 1));
      const { seq } = (await stores.conversations.get(conversation.id)) ?? {};
      expect(seq).toBe(24);
    });
  });
};
