import { describe, expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { sendChange } from '#core/domain/send.ts';
import { aDraft } from '#test/support/builders.ts';
import { aPair, editMessage, openBetween, register, send } from '#test/support/ports/actions.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

const oneToTwenty = Array.from({ length: 20 }, (_, index) => index + 1);
const guardLifetime = limits.sentGuardDays * 86_400_000;

export const describeChanges = (open: OpenStores): void => {
  describe('change', () => {
    it('passes the conversation and the requested users to the decision, without unknown ones', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      const users = [ann.id, bob.id, ann.id, stores.ids.uuid()];

      const seen = await stores.conversations.change(
        { conversationId: conversation.id, users },
        (snapshot) => ({ result: snapshot }),
      );

      expect(seen.conversation).toEqual(conversation);
      expect([...seen.users.keys()].sort()).toEqual([ann.id, bob.id].sort());
      expect(seen.users.get(ann.id)).toEqual(ann);
      expect(seen).toMatchObject({ guard: null, guarded: null, unread: 0 });
    });

    it('passes no conversation, guard or count that does not exist', async () => {
      const stores = await open();
      const { ann } = await aPair(stores);
      const request = {
        conversationId: stores.ids.uuid(),
        guard: { senderId: ann.id, clientId: stores.ids.uuid() },
        unread: { readerId: ann.id, upTo: 5 },
      };

      const seen = await stores.conversations.change(request, (snapshot) => ({ result: snapshot }));

      expect(seen).toMatchObject({ conversation: null, guard: null, guarded: null, unread: 0 });
    });

    it('writes nothing without a change', async () => {
      const stores = await open();
      const { conversation } = await aPair(stores);

      await stores.conversations.change({ conversationId: conversation.id }, () => ({
        result: null,
      }));

      expect(await stores.conversations.get(conversation.id)).toEqual(conversation);
    });

    it('fails with the error of the decision, and writes nothing', async () => {
      const stores = await open();
      const { conversation } = await aPair(stores);
      const bug = new Error('a bug in a rule');

      const failed = stores.conversations.change({ conversationId: conversation.id }, () => {
        throw bug;
      });

      await expect(failed).rejects.toBe(bug);
      expect(await stores.conversations.get(conversation.id)).toEqual(conversation);
    });

    it('writes message, guard and conversation together', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      const draft = aDraft({
        senderId: ann.id,
        content: 'Grüße 🎈',
        replyToId: 'someMessage1',
        isForwarded: true,
      });
      stores.clock.advance(1_000);
      const expected = sendChange(conversation, draft, stores.clock.now());

      const { message, created } = await send(stores, conversation.id, draft);

      expect(created).toBe(true);
      expect(message).toEqual(expected.insert);
      expect(await stores.conversations.getMessage(conversation.id, 1)).toEqual(message);
      expect(await stores.conversations.get(conversation.id)).toEqual(expected.conversation);
      const guard = { senderId: ann.id, clientId: draft.clientId };
      const seen = await stores.conversations.change(
        { conversationId: conversation.id, guard, users: [bob.id] },
        (snapshot) => ({ result: snapshot }),
      );
      expect(seen.guard).toEqual(expected.guard);
      expect(seen.guarded).toEqual(message);
    });

    it('gives 20 concurrent sends the sequences 1 to 20, with exact counts', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);

      const sent = await Promise.all(
        oneToTwenty.map((number) =>
          send(stores, conversation.id, { senderId: number % 2 ? ann.id : bob.id }),
        ),
      );

      const seqs = sent.map(({ message }) => message.seq).sort((one, other) => one - other);
      expect(seqs).toEqual(oneToTwenty);
      const counts = { readSeq: 0, unread: 10, received: 10, sent: 10 };
      expect(await stores.conversations.get(conversation.id)).toMatchObject({
        ver: 21,
        seq: 20,
        states: { [ann.id]: counts, [bob.id]: counts },
        lastMessage: { seq: 20 },
      });
    });
  });

  describe('a repeated client_id', () => {
    it('finds the first message, also in 10 concurrent sends', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);
      const draft = aDraft({ senderId: ann.id });

      const sent = await Promise.all(
        Array.from({ length: 10 }, () => send(stores, conversation.id, draft)),
      );

      expect(sent.filter(({ created }) => created)).toHaveLength(1);
      expect(new Set(sent.map(({ message }) => message.seq))).toEqual(new Set([1]));
      expect(await stores.conversations.get(conversation.id)).toMatchObject({ ver: 2, seq: 1 });
    });

    it('finds the message in its current state', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);
      const draft = aDraft({ senderId: ann.id });
      const { message } = await send(stores, conversation.id, draft);
      const edited = await editMessage(stores, message, 'edited');

      const again = await send(stores, conversation.id, draft);

      expect(again).toEqual({ message: edited, created: false });
    });

    it('counts only for the same sender in the same conversation', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      const other = await openBetween(stores, ann, await register(stores));
      const { clientId } = aDraft();
      await send(stores, conversation.id, { senderId: ann.id, clientId });

      const byBob = await send(stores, conversation.id, { senderId: bob.id, clientId });
      const elsewhere = await send(stores, other.id, { senderId: ann.id, clientId });

      expect([byBob.created, elsewhere.created]).toEqual([true, true]);
    });

    it('counts for 30 days, then creates a new message, which is found again', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);
      const draft = aDraft({ senderId: ann.id });
      await send(stores, conversation.id, draft);

      stores.clock.advance(guardLifetime - 1);
      const before = await send(stores, conversation.id, draft);
      stores.clock.advance(1);
      const after = await send(stores, conversation.id, draft);
      const again = await send(stores, conversation.id, draft);

      expect(before).toMatchObject({ created: false, message: { seq: 1 } });
      expect(after).toMatchObject({ created: true, message: { seq: 2 } });
      expect(again).toMatchObject({ created: false, message: { seq: 2 } });
    });
  });
};
