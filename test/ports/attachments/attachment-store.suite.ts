import { describe, expect, it } from 'vitest';
import { anAttachment, unlimited } from '#test/support/builders.ts';
import { attachTo, register } from '#test/support/ports/actions.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

const tenTimes = Array.from({ length: 10 }, (_, index) => index);

/** The contract of every `AttachmentStore`. Sending is part of `ConversationStore.change`. */
export const describeAttachmentStore = (name: string, open: OpenStores): void => {
  describe(`AttachmentStore: ${name}`, () => {
    const setup = async () => {
      const stores = await open();
      const owner = await register(stores);
      const pending = anAttachment({ ownerId: owner.id, filename: '../../ü "x"\u202E.png' });
      await stores.attachments.put([pending], unlimited);
      return { ...stores, stores, owner, pending };
    };

    it('returns an attachment as it was put, and null for an unknown id', async () => {
      const { attachments, pending, ids } = await setup();

      expect(await attachments.get(pending.id)).toEqual(pending);
      expect(await attachments.get(ids.uuid())).toBeNull();
    });

    it('keeps an attachment that is put again, and counts it once', async () => {
      const { attachments, pending, owner } = await setup();
      const used = await attachments.usedBytes(owner.id);

      expect(await attachments.put([{ ...pending, filename: 'other' }], unlimited)).toBe('stored');

      expect(await attachments.get(pending.id)).toEqual(pending);
      expect(await attachments.usedBytes(owner.id)).toBe(used);
    });

    it('completes a pending attachment, with the size of its image if it has one', async () => {
      const { attachments, pending, owner } = await setup();
      const text = anAttachment({ ownerId: owner.id, mime: 'text/plain', filename: 'x' });
      await attachments.put([text], unlimited);
      const expiresAt = pending.expiresAt + 5;

      const first = await attachments.complete(pending.id, { width: 640, height: 480, expiresAt });
      const second = await attachments.complete(text.id, { expiresAt });

      expect([first, second]).toEqual([true, true]);
      expect(await attachments.get(pending.id)).toEqual({
        ...pending,
        state: 'complete',
        width: 640,
        height: 480,
        expiresAt,
      });
      expect(await attachments.get(text.id)).toEqual({ ...text, state: 'complete', expiresAt });
    });

    it('completes an attachment once in 10 concurrent calls, and no unknown one', async () => {
      const { attachments, pending, ids } = await setup();
      const { expiresAt } = pending;

      const completed = await Promise.all(
        tenTimes.map((width) => attachments.complete(pending.id, { width, height: 1, expiresAt })),
      );

      expect(completed.filter(Boolean)).toHaveLength(1);
      expect(await attachments.get(pending.id)).toMatchObject({ width: completed.indexOf(true) });
      expect(await attachments.complete(ids.uuid(), { expiresAt })).toBe(false);
    });

    it('discards an attachment in the named state only', async () => {
      const { attachments, pending, stores, owner, ids } = await setup();
      const [complete] = await attachTo(stores, owner, 'complete.png');
      if (!complete) throw new Error('nothing attached');

      await attachments.discard(pending.id, 'complete');
      await attachments.discard(complete.id, 'pending');
      await attachments.discard(ids.uuid(), 'pending');
      const kept = await Promise.all([pending, complete].map(({ id }) => attachments.get(id)));
      await attachments.discard(pending.id, 'pending');
      await attachments.discard(complete.id, 'complete');
      await attachments.discard(complete.id, 'complete');

      expect(kept).toEqual([pending, complete]);
      expect(await attachments.get(pending.id)).toBeNull();
      expect(await attachments.get(complete.id)).toBeNull();
      expect(await stores.everythingStored()).not.toContain('complete.png');
    });

    it('returns and completes no attachment that has expired unsent', async () => {
      const { attachments, pending, clock, stores, owner } = await setup();
      const [complete] = await attachTo(stores, owner, 'complete.png');
      if (!complete) throw new Error('nothing attached');

      clock.advance(pending.expiresAt - clock.now() - 1);
      const inTime = await attachments.get(pending.id);
      clock.advance(1);
      const late = [await attachments.get(pending.id), await attachments.get(complete.id)];
      const completed = await attachments.complete(pending.id, { expiresAt: clock.now() + 1_000 });

      expect(inTime).toEqual(pending);
      expect(late).toEqual([null, null]);
      expect(completed).toBe(false);
      expect(await attachments.get(pending.id)).toBeNull();
    });

    it('makes nothing under the id of one that has expired, or whose bytes are about to be removed', async () => {
      const { attachments, pending, clock, owner } = await setup();
      const removed = anAttachment({ ownerId: owner.id });
      await attachments.put([removed], unlimited);
      await attachments.discard(removed.id, 'pending');
      clock.advance(pending.expiresAt - clock.now());
      const expiresAt = clock.now() + 1_000;

      for (const known of [pending, removed]) {
        expect(await attachments.put([{ ...known, expiresAt }], unlimited)).toBe('stored');
        expect(await attachments.get(known.id)).toBeNull();
        expect(await attachments.complete(known.id, { expiresAt })).toBe(false);
      }
    });
  });
};
