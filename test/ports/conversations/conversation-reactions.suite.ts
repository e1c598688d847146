import { describe, expect, it } from 'vitest';
import {
  aPair,
  deleteMessage,
  editMessage,
  later,
  reactTo,
  readMessage,
  send,
} from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';

const family = '👩🏽‍❤️‍💋‍👨🏿';

/** Ann's message, to which both have reacted: sequences 1 to 3. */
const aScene = async (stores: Stores) => {
  const pair = await aPair(stores);
  const { ann, bob, conversation } = pair;
  const { message } = await send(stores, conversation.id, { senderId: ann.id });
  await reactTo(stores, message, bob.id, family);
  await reactTo(stores, message, ann.id, '🎉');
  const get = () => stores.conversations.getMessage(conversation.id, 1);
  return { ...pair, message, get };
};

export const describeReactions = (open: OpenStores): void => {
  describe('reactions', () => {
    it('are stored with their message, one per member, and in every list of it', async () => {
      const stores = await open();
      const { ann, bob, conversation, message, get } = await aScene(stores);

      const changed = await reactTo(stores, message, bob.id, '😂');

      expect(changed).toMatchObject({
        rev: 4,
        reactions: [
          { userId: bob.id, emoji: '😂' },
          { userId: ann.id, emoji: '🎉' },
        ],
      });
      expect(await get()).toEqual(changed);
      const { conversations } = stores;
      expect(await conversations.listMessages(conversation.id, { limit: 5 })).toEqual([changed]);
      const box = { offset: 0, limit: 5, order: 'asc' } as const;
      const received = await conversations.listReceived(bob.id, { ...box, which: 'all' });
      expect(received.items[0]?.message).toEqual(changed);
      const sent = await conversations.listSent(ann.id, box);
      expect(sent.items[0]?.message).toEqual(changed);
    });

    it('have their records in the log, with the current message', async () => {
      const stores = await open();
      const { bob, conversation, message } = await aScene(stores);

      const removed = await reactTo(stores, message, bob.id, null);
      const log = await stores.conversations.readLog(conversation.id, { after: 0, limit: 9 });

      expect(removed.reactions).toHaveLength(1);
      expect(log).toEqual([
        { seq: 1, kind: 'message', message: removed },
        { seq: 2, kind: 'reaction', message: removed },
        { seq: 3, kind: 'reaction', message: removed },
        { seq: 4, kind: 'reaction', message: removed },
      ]);
    });

    it('change no count, last message or time', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);
      const { message } = await send(stores, conversation.id, { senderId: ann.id });
      const before = await stores.conversations.get(conversation.id);
      later(stores);

      await reactTo(stores, message, ann.id, '🎉');

      expect(await stores.conversations.get(conversation.id)).toEqual({
        ...before,
        ver: 3,
        seq: 2,
      });
    });

    it('stay with an edit and a read, and end with a deletion', async () => {
      const stores = await open();
      const { message, get } = await aScene(stores);
      const reactions = (await get())?.reactions;

      await editMessage(stores, message, 'edited');
      await readMessage(stores, message);
      expect(reactions).toHaveLength(2);
      expect(await get()).toMatchObject({ content: 'edited', reactions });

      await deleteMessage(stores, message);
      expect(await get()).toMatchObject({ content: null, reactions: [] });
    });
  });
};
