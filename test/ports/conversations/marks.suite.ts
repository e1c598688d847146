import { describe, expect, it } from 'vitest';
import { markLimits } from '#contracts/http/marks/mark-limits.ts';
import { noSettings } from '#core/domain/member-settings.ts';
import type { Message } from '#core/domain/message.ts';
import type { MarksChange } from '#core/domain/visibility/marks.ts';
import { nextMarks, noMarks } from '#core/domain/visibility/marks.ts';
import { aPair, openBetween, register, send, sendMany } from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';

/** Changes marks by the domain's own rules. */
export const mark = (
  { settings, clock }: Stores,
  userId: string,
  conversationId: string,
  wanted: MarksChange,
) =>
  settings.changeMarks(userId, conversationId, (marked) => {
    const result = nextMarks(marked, wanted, clock.now());
    return { result, ...(typeof result === 'object' && result && { next: result }) };
  });

/** Six messages, alternately of both; seq 1 is of Ann. */
export const aTalk = async (stores: Stores) => {
  const { ann, bob, conversation } = await aPair(stores);
  for (let seq = 1; seq <= 6; seq++) {
    stores.clock.advance(1);
    const senderId = seq % 2 === 1 ? ann.id : bob.id;
    await send(stores, conversation.id, { senderId, content: `text ${seq}` });
  }
  return { ann, bob, id: conversation.id };
};

/** The marks of `MemberSettingsStore`. */
export const describeMarks = (open: OpenStores): void => {
  describe('marks', () => {
    it('has none at first, for members and for everybody else', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);
      const stranger = await register(stores);

      expect(await stores.settings.getMarks(ann.id, conversation.id)).toEqual(noMarks);
      expect(await stores.settings.listStarred(ann.id)).toEqual([]);
      expect(await mark(stores, stranger.id, conversation.id, { star: [1] })).toBeNull();
      expect(await stores.settings.getMarks(stranger.id, conversation.id)).toEqual(noMarks);
    });

    it('stores what one member has cleared, hidden and starred, apart from the other one', async () => {
      const stores = await open();
      const { ann, bob, id } = await aTalk(stores);
      const before = await stores.conversations.get(id);

      const at = stores.clock.now();
      await mark(stores, ann.id, id, { clearedSeq: 2, hide: [5, 3], star: [6, 4] });

      const settings = { ...noSettings, ver: 1, clearedSeq: 2, lastHiddenSeq: 5, marksVer: 1 };
      expect(await stores.settings.get(ann.id, id)).toEqual(settings);
      expect(await stores.settings.getMarks(ann.id, id)).toEqual({
        ver: 1,
        hidden: [3, 5],
        starred: [
          { seq: 6, at },
          { seq: 4, at },
        ],
      });
      expect(await stores.settings.get(bob.id, id)).toEqual(noSettings);
      expect(await stores.settings.getMarks(bob.id, id)).toEqual(noMarks);
      expect(await stores.conversations.get(id)).toEqual(before);
    });

    it('removes marks with what is cleared, and stars with what is hidden', async () => {
      const stores = await open();
      const { ann, id } = await aTalk(stores);
      await mark(stores, ann.id, id, { hide: [2, 5], star: [1, 4, 6] });

      await mark(stores, ann.id, id, { clearedSeq: 3, hide: [4] });

      expect(await stores.settings.getMarks(ann.id, id)).toMatchObject({
        ver: 2,
        hidden: [4, 5],
        starred: [{ seq: 6 }],
      });
      await mark(stores, ann.id, id, { clearedSeq: 6 });
      expect(await stores.settings.get(ann.id, id)).toMatchObject({
        lastHiddenSeq: 0,
        marksVer: 3,
      });
      expect(await stores.settings.getMarks(ann.id, id)).toEqual({ ...noMarks, ver: 3 });
    });

    it('writes the settings alone when a conversation without marks is cleared', async () => {
      const stores = await open();
      const { ann, id } = await aTalk(stores);

      await mark(stores, ann.id, id, { clearedSeq: 6 });

      expect(await stores.settings.getMarks(ann.id, id)).toEqual(noMarks);
      expect(await mark(stores, ann.id, id, { clearedSeq: 4 })).toBeNull();
      expect(await stores.settings.get(ann.id, id)).toEqual({
        ...noSettings,
        ver: 1,
        clearedSeq: 6,
      });
    });

    it('loses none of concurrent changes of marks and settings', async () => {
      const stores = await open();
      const { ann, id } = await aTalk(stores);

      await Promise.all([
        mark(stores, ann.id, id, { star: [2] }),
        mark(stores, ann.id, id, { hide: [4] }),
        mark(stores, ann.id, id, { star: [6] }),
        stores.settings.change(ann.id, id, ({ settings }) => ({
          result: null,
          next: { ...settings, ver: settings.ver + 1, mutedUntil: 5 },
        })),
      ]);

      expect(await stores.settings.get(ann.id, id)).toMatchObject({ ver: 4, mutedUntil: 5 });
      const { hidden, starred } = await stores.settings.getMarks(ann.id, id);
      expect([hidden, starred.map(({ seq }) => seq).sort()]).toEqual([[4], [2, 6]]);
    });

    it('stores as many as are allowed, and refuses one more', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);
      const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
      const { hidden, starred } = markLimits;

      await mark(stores, ann.id, conversation.id, { hide: upTo(hidden) });
      const star = upTo(starred).map((seq) => hidden + seq);
      await mark(stores, ann.id, conversation.id, { star });

      const stored = await stores.settings.getMarks(ann.id, conversation.id);
      expect([stored.hidden.length, stored.starred.length]).toEqual([hidden, starred]);
      const more = hidden + starred + 1;
      expect(await mark(stores, ann.id, conversation.id, { hide: [more] })).toBe('too_many_hidden');
      expect(await mark(stores, ann.id, conversation.id, { star: [more] })).toBe(
        'too_many_starred',
      );
      expect(await mark(stores, ann.id, conversation.id, { star: [more], unstar: star })).toEqual(
        expect.objectContaining({}),
      );
    });

    it('lists stars of all conversations or of one', async () => {
      const stores = await open();
      const { ann, bob, id } = await aTalk(stores);
      const notes = await openBetween(stores, ann, ann);
      await sendMany(stores, notes.id, ann.id, 2);
      const first = stores.clock.now();
      await mark(stores, ann.id, id, { star: [2, 5] });
      stores.clock.advance(10);
      await mark(stores, ann.id, notes.id, { star: [1] });
      await mark(stores, bob.id, id, { star: [3] });

      const inTalk = [
        { conversationId: id, seq: 2, at: first },
        { conversationId: id, seq: 5, at: first },
      ];
      expect(await stores.settings.listStarred(ann.id, id)).toEqual(inTalk);
      const all = await stores.settings.listStarred(ann.id);
      expect(all).toHaveLength(3);
      expect(all).toEqual(
        expect.arrayContaining([...inTalk, { conversationId: notes.id, seq: 1, at: first + 10 }]),
      );
    });

    it('reads messages by their places, and a page above a sequence number', async () => {
      const stores = await open();
      const { id } = await aTalk(stores);
      const places = [2, 5, 99].map((seq) => ({ conversationId: id, seq }));
      const seqs = (messages: Message[]) => messages.map(({ seq }) => seq);

      const found = await stores.conversations.getMessages(places);

      expect(seqs(found).sort()).toEqual([2, 5]);
      expect(await stores.conversations.getMessages([])).toEqual([]);
      const page = (range: { before?: number; after?: number }) =>
        stores.conversations.listMessages(id, { ...range, limit: 3 }).then(seqs);
      expect(await page({ after: 2 })).toEqual([6, 5, 4]);
      expect(await page({ after: 2, before: 5 })).toEqual([4, 3]);
      expect(await page({ after: 4, before: 5 })).toEqual([]);
      expect(await page({ after: 6 })).toEqual([]);
    });
  });
};
