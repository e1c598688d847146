import { describe, expect, it } from 'vitest';
import type { Attachment } from '#core/domain/attachment.ts';
import type { User } from '#core/domain/user.ts';
import { anAttachment, unlimited } from '#test/support/builders.ts';
import { aPair, deleteMessage, register, sendWith } from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';

const limit = 1_000;
const tenTimes = Array.from({ length: 10 }, (_, index) => index);

/** The part of every `AttachmentStore`'s contract about the storage limit. */
export const describeStorageQuota = (name: string, open: OpenStores): void => {
  describe(`storage of a user: ${name}`, () => {
    const setup = async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      const file = (sizeBytes: number, more: Partial<Attachment> = {}): Attachment =>
        anAttachment({
          id: stores.ids.uuid(),
          ownerId: ann.id,
          sizeBytes,
          createdAt: stores.clock.now(),
          expiresAt: stores.clock.now() + 60_000,
          ...more,
        });
      const put = (...files: Attachment[]) => stores.attachments.put(files, limit);
      const used = (of: User = ann) => stores.attachments.usedBytes(of.id);
      return { stores, ann, bob, conversation, file, put, used };
    };

    /**
     * Deletes an attachment, followed by the removal of its bytes: on AWS by the stream, which may repeat.
     */
    const discarded = async ({ attachments }: Stores, file: Attachment, times = 1) => {
      if (file.state !== 'sent') await attachments.discard(file.id, file.state);
      for (let count = 0; count < times; count++) await attachments.release(file);
    };

    it('is 0 at first, and then the sum of the owner’s files', async () => {
      const { put, file, used, bob, stores } = await setup();
      const before = await used();

      await put(file(300));
      await put(file(200), file(100));
      await stores.attachments.put([], limit);

      expect([before, await used(), await used(bob)]).toEqual([0, 600, 0]);
    });

    it('can reach the limit but not exceed it; a refused file is not stored', async () => {
      const { put, file, used, stores } = await setup();
      const refused = file(1);

      const answers = [await put(file(1_000)), await put(refused)];

      expect(answers).toEqual(['stored', { usedBytes: 1_000 }]);
      expect(await stores.attachments.get(refused.id)).toBeNull();
      expect(await used()).toBe(1_000);
    });

    it('takes several files together or none of them', async () => {
      const { put, file, used, stores } = await setup();
      const files = [file(400), file(400), file(201)];

      const answer = await put(...files);

      expect(answer).toEqual({ usedBytes: 0 });
      const found = await Promise.all(files.map(({ id }) => stores.attachments.get(id)));
      expect(found).toEqual([null, null, null]);
      expect(await used()).toBe(0);
    });

    it('has no room for a file that is larger than the limit, even the first one', async () => {
      const { put, file, used } = await setup();

      expect(await put(file(1_001))).toEqual({ usedBytes: 0 });
      expect(await used()).toBe(0);
    });

    it('stays within the limit when ten files come at once, and uses it fully', async () => {
      const { put, file, used } = await setup();
      await put(file(700));

      const answers = await Promise.all(tenTimes.map(() => put(file(100))));

      expect(answers.filter((answer) => answer === 'stored')).toHaveLength(3);
      expect(await used()).toBe(1_000);
    });

    it('stays the same while a file is completed and sent', async () => {
      const { stores, put, file, used, ann, conversation } = await setup();
      const pending = file(250);
      await put(pending);

      await stores.attachments.complete(pending.id, { expiresAt: pending.expiresAt });
      await sendWith(stores, conversation.id, { senderId: ann.id }, [pending.id]);

      expect(await used()).toBe(250);
    });

    it('is released once when a message with a file is deleted, however often the deletion is reported', async () => {
      const { stores, put, file, used, ann, conversation } = await setup();
      const [sent, other] = [file(250, { state: 'complete' }), file(300, { state: 'complete' })];
      await put(sent, other);
      const draft = { senderId: ann.id };
      const message = (await sendWith(stores, conversation.id, draft, [sent.id]))?.message;
      if (!message) throw new Error('nothing was sent');

      await deleteMessage(stores, message);
      for (const _ of [1, 2, 3]) await stores.attachments.release(sent);

      expect(await used()).toBe(300);
    });

    it.each(['pending', 'complete'] as const)(
      'is released once when a %s attachment is discarded, and can be used again',
      async (state) => {
        const { stores, put, file, used } = await setup();
        const one = file(600, { state });
        await put(one, file(400));

        await discarded(stores, one, 3);
        const between = await used();

        expect([between, await put(file(600)), await used()]).toEqual([400, 'stored', 1_000]);
      },
    );

    it('is exact when ten files are discarded while ten more come', async () => {
      const { stores, put, file, used } = await setup();
      const first = tenTimes.map(() => file(50));
      await put(...first);

      const answers = await Promise.all([
        ...first.map((one) => discarded(stores, one, 2)),
        ...tenTimes.map(() => put(file(50))),
      ]);

      const stored = answers.filter((answer) => answer === 'stored').length;
      expect(stored).toBe(10);
      expect(await used()).toBe(500);
    });

    it('is not changed by the release of an uncounted file', async () => {
      const { stores, put, file, used } = await setup();
      await put(file(100));

      await stores.attachments.release(file(50));

      expect(await used()).toBe(100);
    });

    it('of a deactivated user is that of the remaining files', async () => {
      const { stores, put, file, used, ann } = await setup();
      await put(file(100, { state: 'complete' }));

      await stores.users.deactivate(ann.id, stores.clock.now());

      expect(await used()).toBe(100);
    });

    it('is counted without a limit, too', async () => {
      const { stores } = await setup();
      const cho = await register(stores);
      const one = anAttachment({ id: stores.ids.uuid(), ownerId: cho.id, sizeBytes: 5_000 });

      await stores.attachments.put([one], unlimited);

      expect(await stores.attachments.usedBytes(cho.id)).toBe(5_000);
    });
  });
};
