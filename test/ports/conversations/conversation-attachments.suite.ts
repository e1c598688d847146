import { describe, expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import type { Attachment } from '#core/domain/attachment.ts';
import { anAttachment, unlimited } from '#test/support/builders.ts';
import {
  aPair,
  attachTo,
  deleteMessage,
  editMessage,
  openBetween,
  readMessage,
  register,
  send,
  sendWith,
} from '#test/support/ports/actions.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

const inMessage = ({ id, filename, mime, sizeBytes, width, height }: Attachment) => ({
  id,
  filename,
  mime,
  sizeBytes,
  width,
  height,
});

/** Attachments on their way into messages, and out of them. */
export const describeAttaching = (open: OpenStores): void => {
  const setup = async () => {
    const stores = await open();
    const pair = await aPair(stores);
    const made = await attachTo(stores, pair.ann, 'one.png', 'two.png', 'three.png');
    const ids = made.map(({ id }) => id);
    const sendAll = (more: { clientId?: string; content?: string | null } = {}) =>
      sendWith(stores, pair.conversation.id, { senderId: pair.ann.id, ...more }, ids);
    return { stores, ...pair, made, ids, sendAll };
  };

  describe('attachments', () => {
    it('are passed to a decision by id, without unknown and expired ones', async () => {
      const { stores, conversation, made, ids } = await setup();
      const attachmentIds = [...ids, stores.ids.uuid()];
      const seen = () =>
        stores.conversations.change(
          { conversationId: conversation.id, attachmentIds },
          ({ attachments }) => ({ result: attachments }),
        );

      const before = await seen();
      stores.clock.advance((made[0]?.expiresAt ?? 0) - stores.clock.now());
      const after = await seen();

      expect(before).toEqual(new Map(made.map((attachment) => [attachment.id, attachment])));
      expect(after.size).toBe(0);
    });

    it('have the recording of a voice message, before and after they are sent', async () => {
      const { stores, conversation, ann } = await setup();
      const waveform = Array.from({ length: limits.voice.values }, (_, at) => at % 32);
      const recording = { durationMs: 4_200, waveform };
      const expiresAt = stores.clock.now() + 60_000;
      const voice = anAttachment({ ownerId: ann.id, mime: 'audio/webm', recording, expiresAt });
      await stores.attachments.put([voice], unlimited);
      await stores.attachments.complete(voice.id, { expiresAt });

      const { id } = conversation;
      const sent = await sendWith(stores, id, { senderId: ann.id }, [voice.id]);
      const read = await stores.conversations.getMessage(id, sent?.message.seq ?? 0);

      expect(await stores.attachments.get(voice.id)).toMatchObject({ state: 'sent', recording });
      expect(read?.attachments).toMatchObject([{ id: voice.id, recording }]);
    });

    it('are empty if none was requested', async () => {
      const { stores, conversation } = await setup();

      const seen = await stores.conversations.change(
        { conversationId: conversation.id },
        ({ attachments }) => ({ result: attachments }),
      );

      expect(seen.size).toBe(0);
    });

    it('are in the message in their order, wherever it is read', async () => {
      const { stores, ann, bob, conversation, made, sendAll } = await setup();
      const expected = made.map(inMessage);

      const sent = await sendAll();

      const { conversations } = stores;
      const window = { offset: 0, limit: 10, order: 'asc' } as const;
      const [received, outbox] = await Promise.all([
        conversations.listReceived(bob.id, { ...window, which: 'unread' }),
        conversations.listSent(ann.id, window),
      ]);
      const [stored, [listed], [logged]] = await Promise.all([
        conversations.getMessage(conversation.id, 1),
        conversations.listMessages(conversation.id, { limit: 10 }),
        conversations.readLog(conversation.id, { after: 0, limit: 10 }),
      ]);
      expect(sent?.message.attachments).toEqual(expected);
      for (const message of [
        stored,
        listed,
        logged?.message,
        received.items[0]?.message,
        outbox.items[0]?.message,
      ]) {
        expect(message).toEqual(sent?.message);
      }
      const { lastMessage } = (await conversations.get(conversation.id)) ?? {};
      expect(lastMessage).toMatchObject({ hasAttachments: true });
    });

    it('refer to their message, and no longer expire', async () => {
      const { stores, conversation, made, sendAll } = await setup();
      await sendAll();
      const [first] = made;
      if (!first) throw new Error('nothing attached');

      stores.clock.advance(first.expiresAt - stores.clock.now() + 1);

      expect(await stores.attachments.get(first.id)).toMatchObject({
        id: first.id,
        ownerId: first.ownerId,
        filename: 'one.png',
        state: 'sent',
        sentIn: { conversationId: conversation.id, seq: 1 },
      });
    });

    it('cannot be discarded once sent', async () => {
      const { stores, ids, sendAll } = await setup();
      await sendAll();

      await Promise.all(ids.map((id) => stores.attachments.discard(id, 'complete')));

      const kept = await Promise.all(ids.map((id) => stores.attachments.get(id)));
      expect(kept.map((attachment) => attachment?.state)).toEqual(['sent', 'sent', 'sent']);
    });

    it('are sent in exactly one message, even by concurrent sends', async () => {
      const { stores, ann, conversation, sendAll } = await setup();
      const other = await openBetween(stores, ann, await register(stores));
      const [shared] = await attachTo(stores, ann, 'shared.png');
      if (!shared) throw new Error('nothing attached');
      const elsewhere = () => sendWith(stores, other.id, { senderId: ann.id }, [shared.id]);
      const here = () => sendWith(stores, conversation.id, { senderId: ann.id }, [shared.id]);

      const sends = await Promise.all([sendAll, sendAll, sendAll].map((again) => again()));
      const across = await Promise.all([here, elsewhere, here, elsewhere].map((again) => again()));

      expect(sends.filter(Boolean)).toHaveLength(1);
      expect(across.filter(Boolean)).toHaveLength(1);
      const counts = [conversation.id, other.id].map(async (id) => {
        const messages = await stores.conversations.listMessages(id, { limit: 100 });
        return messages.flatMap(({ attachments }) => attachments.map(({ filename }) => filename));
      });
      expect((await Promise.all(counts)).flat().sort()).toEqual([
        'one.png',
        'shared.png',
        'three.png',
        'two.png',
      ]);
    });

    it('are found again by a repeated client_id, with the current message', async () => {
      const { stores, sendAll } = await setup();
      const clientId = stores.ids.uuid();
      const first = await sendAll({ clientId });

      const again = await sendAll({ clientId });

      expect(again).toEqual({ message: first?.message, created: false });
    });

    it('remain after an edit and a read', async () => {
      const { stores, made, sendAll } = await setup();
      const sent = await sendAll();
      if (!sent) throw new Error('not sent');

      const edited = await editMessage(stores, sent.message, 'edited');
      const read = await readMessage(stores, edited);

      expect(read.attachments).toEqual(made.map(inMessage));
      const stored = await stores.conversations.getMessage(read.conversationId, read.seq);
      expect(stored).toEqual(read);
    });

    it('are removed with a deleted message, without a trace', async () => {
      const { stores, ann, bob, conversation, ids, sendAll } = await setup();
      const sent = await sendAll({ content: null });
      const other = await send(stores, conversation.id, { senderId: bob.id });
      if (!sent) throw new Error('not sent');

      const deleted = await deleteMessage(stores, sent.message);

      expect(deleted).toMatchObject({ content: null, attachments: [] });
      expect(await stores.conversations.getMessage(conversation.id, 1)).toEqual(deleted);
      const left = await Promise.all(ids.map((id) => stores.attachments.get(id)));
      expect(left).toEqual([null, null, null]);
      const again = await sendWith(stores, conversation.id, { senderId: ann.id }, ids);
      expect(again).toBeNull();
      expect(await stores.conversations.getMessage(conversation.id, 2)).toEqual(other.message);
      expect(await stores.everythingStored()).not.toMatch(/(one|two|three)\.png/);
    });
  });
};
