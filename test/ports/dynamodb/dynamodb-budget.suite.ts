import { describe, expect, it } from 'vitest';
import { messageId } from '#core/domain/message-id.ts';
import type { Caller } from '#core/domain/user.ts';
import { makeCreateAttachment } from '#core/usecases/attachments/create-attachment.ts';
import { makeListConversations } from '#core/usecases/conversations/list-conversations.ts';
import { makeListMessages } from '#core/usecases/conversations/list-messages.ts';
import { makeReadUpTo } from '#core/usecases/conversations/read-up-to.ts';
import {
  makeDeleteMessage,
  makeEditMessage,
  makeReadMessage,
} from '#core/usecases/messages/change-message.ts';
import { makeListInbox, makeListOutbox } from '#core/usecases/messages/list-mailbox.ts';
import { makePutReaction } from '#core/usecases/messages/react-to-message.ts';
import { makeSearchMessages } from '#core/usecases/messages/search-messages.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { dynamoAttachmentStore } from '#functions/adapters/aws/dynamodb/attachments/attachment-store.ts';
import { dynamoConversationStore } from '#functions/adapters/aws/dynamodb/conversations/conversation-store.ts';
import { dynamoMemberSettingsStore } from '#functions/adapters/aws/dynamodb/conversations/member-settings-store.ts';
import { dynamoCounterStore } from '#functions/adapters/aws/dynamodb/counter-store.ts';
import { documentClient } from '#functions/adapters/aws/dynamodb/table/client.ts';
import { dynamoBlockStore } from '#functions/adapters/aws/dynamodb/users/block-store.ts';
import { dynamoUserStore } from '#functions/adapters/aws/dynamodb/users/user-store.ts';
import { aCaller, fileRules } from '#test/support/builders.ts';
import { alwaysRoom, memoryBlobs } from '#test/support/memory-blobs.ts';
import { attachTo, openBetween, register, send, sendMany } from '#test/support/ports/actions.ts';
import { meterCapacity } from '#test/support/ports/consumed-capacity.ts';
import type { dynamoHome } from '#test/support/ports/dynamo-home.ts';
import type { OpenTable } from './dynamodb-table.suite.ts';

/** Use cases on a separate client that reports the consumption of each call. */
const setup = async (open: OpenTable, home: ReturnType<typeof dynamoHome>) => {
  const stores = await open();
  const client = documentClient(home.config);
  const mirror = await home.openTable(stores.clock);
  const { unitsOf } = meterCapacity(client, home.client, mirror.name);
  const table = { ...stores.table, client };
  const deps = {
    users: dynamoUserStore(table),
    conversations: dynamoConversationStore(table),
    blocks: dynamoBlockStore(table),
    settings: dynamoMemberSettingsStore(table),
    ...{ clock: stores.clock, ids: stores.ids },
    push: async () => undefined,
    requests: 'on' as const,
  };
  const [ann, bob] = [await register(stores), await register(stores)];
  const conversation = await openBetween(stores, ann, bob);
  // Long enough to fill every preview.
  const content = 'long '.repeat(110);
  await send(stores, conversation.id, { senderId: bob.id, content });
  return { stores, table, deps, unitsOf, ann, bob, conversation, content };
};

type Budget = Awaited<ReturnType<typeof setup>>;
type Change = (b: Pick<Budget, 'deps' | 'content'>, who: Caller, id: string) => Promise<unknown>;
const editIt: Change = ({ deps, content }, who, id) =>
  makeEditMessage(deps)(who, { id, content: `${content}!` });
const deleteIt: Change = ({ deps }, who, id) =>
  makeDeleteMessage(deps)(who, { id, onlyUnread: false });
const reactToIt: Change = ({ deps }, who, id) => makePutReaction(deps)(who, { id, emoji: '👍' });
const readIt: Change = ({ deps }, who, id) => makeReadMessage(deps)(who, id);

/** Units of the whole use case, including the caller's profile (ADR 20). */
export const describeBudget = (
  open: OpenTable,
  home: () => ReturnType<typeof dynamoHome>,
): void => {
  describe('consumed capacity', () => {
    it('of a send of 550 bytes is 6 write units and 5.5 read units', async () => {
      const { deps, unitsOf, ann, bob, conversation, content } = await setup(open, home());
      const sendMessage = makeSendMessage(deps);
      const caller = aCaller({ userId: ann.id });

      const toUser = await unitsOf(() => sendMessage.toUser(caller, bob.id, { content }));
      const inConversation = await unitsOf(() =>
        sendMessage.inConversation(caller, conversation.id, { content }),
      );

      // Read: the pair, eventually; conversation, both profiles and both directions of a block.
      expect(toUser).toEqual({ read: 5.5, write: 6 });
      expect(inConversation).toEqual({ read: 5.5, write: 6 });
    });

    it('of a repeated send is a failed write, and the read of its guard, its message and the marks of both', async () => {
      const { deps, unitsOf, ann, bob, content } = await setup(open, home());
      const sendMessage = makeSendMessage(deps);
      const request = { content, clientId: deps.ids.uuid() };
      const sendIt = () => sendMessage.toUser(aCaller({ userId: ann.id }), bob.id, request);
      const first = await sendIt();

      const { read } = await unitsOf(async () => {
        const again = await sendIt();
        if (!first.ok || !again.ok) throw new Error('refused');
        expect(again.value).toMatchObject({ created: false, message: first.value.message });
      });

      expect(read).toBe(13.5);
    });

    it('of an attachment is 2 write units and 1 read unit more, and the same for its deletion', async () => {
      const { stores, deps, unitsOf, ann, bob } = await setup(open, home());
      const sendMessage = makeSendMessage(deps);
      const [attachment] = await attachTo(stores, ann, 'a photograph of a harbour.jpg');
      if (!attachment) throw new Error('nothing attached');
      const caller = aCaller({ userId: ann.id });
      let id = '';

      const sent = await unitsOf(async () => {
        const request = { content: 'Look.', attachmentIds: [attachment.id] };
        const answer = await sendMessage.toUser(caller, bob.id, request);
        if (answer.ok) id = answer.value.message.id;
      });
      const deleted = await unitsOf(() => deleteIt({ deps, content: '' }, caller, id));

      expect(sent).toEqual({ read: 6.5, write: 8 });
      expect(deleted.write).toBe(8);
    });

    it('of requesting an upload is 7 write units, and of releasing its space 4', async () => {
      const { table, deps, unitsOf, ann } = await setup(open, home());
      const attachments = dynamoAttachmentStore(table);
      const createAttachment = makeCreateAttachment({
        ...deps,
        attachments,
        counters: dynamoCounterStore(table),
        blobs: memoryBlobs().blobs,
        takesUploads: alwaysRoom,
        fileRules: fileRules({ storageBytes: 1_000 }),
      });
      const file = { filename: 'a.txt', mime: 'text/plain', sizeBytes: 100 };
      let id = '';

      const asked = await unitsOf(async () => {
        const created = await createAttachment(aCaller({ userId: ann.id }), file);
        if (created.ok) id = created.value.id;
      });
      const released = await unitsOf(() =>
        attachments.release({ id, ownerId: ann.id, sizeBytes: file.sizeBytes }),
      );

      // The day's count; the attachment, its counter and the sum in one transaction.
      expect(asked).toEqual({ read: 1, write: 7 });
      expect(released).toEqual({ read: 0, write: 4 });
      expect(await attachments.usedBytes(ann.id)).toBe(0);
    });

    it.each([
      ['an edit', 6, 'ann', editIt],
      ['a deletion', 6, 'ann', deleteIt],
      ['a read of one message', 6, 'bob', readIt],
      ['a reaction', 6, 'bob', reactToIt],
    ] as const)(
      'of %s is %d write units and at most 8 read units',
      async (_, write, who, change) => {
        const budget = await setup(open, home());
        const { deps, unitsOf, ann, bob, conversation, content } = budget;
        // Also measured, so that these changes exist where single writes are measured.
        const send = () =>
          makeSendMessage(deps).toUser(aCaller({ userId: ann.id }), bob.id, { content });
        await unitsOf(send);

        const [caller, id] = [aCaller({ userId: budget[who].id }), messageId(conversation.id, 2)];
        const units = await unitsOf(() => change(budget, caller, id));
        expect(units.write).toBe(write);
        expect(units.read).toBeLessThanOrEqual(8);
        expect(units.read).toBeGreaterThan(2);
      },
    );

    it.each(['inbox', 'outbox'] as const)(
      'of a page of 20 in the %s is at most 6 read units',
      async (box) => {
        const { stores, deps, unitsOf, ann, bob, conversation } = await setup(open, home());
        await sendMany(stores, conversation.id, ann.id, 40);
        await sendMany(stores, conversation.id, bob.id, 40);
        const request = { page: 2, size: 20, order: 'desc' } as const;
        const list = box === 'inbox' ? makeListInbox(deps) : makeListOutbox(deps);

        const units = await unitsOf(() => list(aCaller({ userId: ann.id }), request));

        expect(units.write).toBe(0);
        expect(units.read).toBeLessThanOrEqual(6);
        expect(units.read).toBeGreaterThan(2);
      },
    );

    it('of a search through 500 messages of 550 bytes is at most 50 read units', async () => {
      const { stores, deps, unitsOf, ann, bob, conversation } = await setup(open, home());
      const content = 'long '.repeat(110);
      for (let n = 1; n < 500; n++) {
        await send(stores, conversation.id, { senderId: (n % 2 ? ann : bob).id, content });
      }
      const search = (conversationId?: string) =>
        makeSearchMessages(deps)(aCaller({ userId: ann.id }), {
          q: 'nowhere',
          conversationId,
          cursor: undefined,
          limit: 20,
        });

      for (const where of [undefined, conversation.id]) {
        const units = await unitsOf(() => search(where));
        expect(units.write).toBe(0);
        expect(units.read).toBeLessThanOrEqual(50);
        expect(units.read).toBeGreaterThan(25);
      }
    });

    it('of reading up to the last message is 1 write unit and 4 read units', async () => {
      const { deps, unitsOf, ann, conversation } = await setup(open, home());
      const readUpTo = makeReadUpTo(deps);

      const units = await unitsOf(() =>
        readUpTo(aCaller({ userId: ann.id }), { conversationId: conversation.id, seq: 1 }),
      );

      expect(units).toEqual({ read: 4, write: 1 });
    });

    it('of a list of 20 conversations is at most 22 read units', async () => {
      const { stores, deps, unitsOf, ann, content } = await setup(open, home());
      for (let count = 1; count < 20; count++) {
        const conversation = await openBetween(stores, ann, await register(stores));
        await send(stores, conversation.id, { senderId: ann.id, content });
      }
      const listConversations = makeListConversations(deps);

      const units = await unitsOf(() =>
        listConversations(aCaller({ userId: ann.id }), { page: 1, size: 20, view: 'main' }),
      );

      expect(units.read).toBeLessThanOrEqual(22);
      expect(units.read).toBeGreaterThan(10);
    });

    it('of a page of 50 short messages is at most 4 read units', async () => {
      const { stores, deps, unitsOf, ann, conversation } = await setup(open, home());
      await sendMany(stores, conversation.id, ann.id, 60);
      const listMessages = makeListMessages(deps);

      const units = await unitsOf(() =>
        listMessages(aCaller({ userId: ann.id }), { conversationId: conversation.id, limit: 50 }),
      );

      expect(units.read).toBeLessThanOrEqual(4);
      expect(units.read).toBeGreaterThan(2);
    });
  });
};
