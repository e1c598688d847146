import { describe, expect, it } from 'vitest';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { aCaller } from '#test/support/builders.ts';
import { aPair, editMessage, send } from '#test/support/ports/actions.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

/** The messages and blocks in the snapshot of a decision. */
export const describeSnapshots = (open: OpenStores): void => {
  describe('a snapshot', () => {
    it('has the requested message in its current state, and null for an unknown one', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);
      const { message } = await send(stores, conversation.id, { senderId: ann.id });
      const edited = await editMessage(stores, message, 'edited');
      const seen = (messageSeq?: number) =>
        stores.conversations.change(
          { conversationId: conversation.id, ...(messageSeq !== undefined && { messageSeq }) },
          (snapshot) => ({ result: snapshot.message }),
        );

      expect(await seen(message.seq)).toEqual(edited);
      // The second log entry is the edit, not a message.
      for (const seq of [edited.rev, 99, undefined]) expect(await seen(seq)).toBeNull();
    });

    it('tells whether one of two users has blocked the other, if requested', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      const isBlocked = (between?: readonly [string, string]) =>
        stores.conversations.change(
          { conversationId: conversation.id, ...(between && { between }) },
          (snapshot) => ({ result: snapshot.isBlocked }),
        );

      const before = await isBlocked([ann.id, bob.id]);
      await stores.blocks.block(bob.id, ann.id);

      expect(before).toBe(false);
      expect(await isBlocked([ann.id, bob.id])).toBe(true);
      expect(await isBlocked([bob.id, ann.id])).toBe(true);
      expect(await isBlocked([ann.id, ann.id])).toBe(false);
      expect(await isBlocked()).toBe(false);
    });
  });

  describe('a send between users of whom one has blocked the other', () => {
    const setup = async () => {
      const stores = await open();
      const pair = await aPair(stores);
      const sendMessage = makeSendMessage({
        ...stores,
        push: async () => undefined,
        requests: 'on',
      });
      const say = (clientId: string, receiverId = pair.bob.id) =>
        sendMessage.toUser(aCaller({ userId: pair.ann.id }), receiverId, {
          content: 'Hi',
          clientId,
        });
      return { stores, ...pair, say };
    };

    it.each(['sender', 'receiver'])('is refused when the %s did', async (who) => {
      const { stores, ann, bob, conversation, say } = await setup();
      const [blocker, other] = who === 'sender' ? [ann, bob] : [bob, ann];

      await stores.blocks.block(blocker.id, other.id);
      const refused = await say(stores.ids.uuid());
      await stores.blocks.unblock(blocker.id, other.id);
      const sent = await say(stores.ids.uuid());

      expect(refused).toMatchObject({ ok: false, code: 'blocked' });
      expect(sent).toMatchObject({ ok: true, value: { created: true } });
      expect(await stores.conversations.get(conversation.id)).toMatchObject({ seq: 1 });
    });

    it('still finds the message of a used client_id', async () => {
      const { stores, ann, bob, say } = await setup();
      const clientId = stores.ids.uuid();
      const first = await say(clientId);
      await stores.blocks.block(bob.id, ann.id);

      const again = await say(clientId);

      if (!first.ok || !again.ok) throw new Error('refused');
      expect(again.value.created).toBe(false);
      expect(again.value.message).toEqual(first.value.message);
    });

    it('to oneself is never affected', async () => {
      const { stores, ann, bob, say } = await setup();
      await stores.blocks.block(ann.id, bob.id);

      const noted = await say(stores.ids.uuid(), ann.id);

      expect(noted).toMatchObject({ ok: true, value: { created: true } });
    });
  });
};
