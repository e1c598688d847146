import { describe, expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import type { SettingsChange } from '#core/domain/member-settings.ts';
import { forever, nextSettings, noSettings } from '#core/domain/member-settings.ts';
import { aPair, openBetween, register, send } from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';
import { describeMarks } from './marks.suite.ts';
import { describeMarksInLists } from './marks-lists.suite.ts';
import { describeRequests } from './requests.suite.ts';

/** Changes settings by the domain's own rules. */
const change = async (
  { settings }: Stores,
  userId: string,
  conversation: Conversation,
  wanted: SettingsChange,
) =>
  settings.change(userId, conversation.id, (snapshot) => {
    const result = nextSettings(snapshot, wanted, conversation);
    return { result, ...(typeof result === 'object' && result && { next: result }) };
  });

const idsOf = async (stores: Stores, userId: string, view: 'all' | 'main' | 'archived') => {
  const now = stores.clock.now();
  const listed = await stores.settings.list(userId, { view, now, offset: 0, limit: 100 });
  return listed.items.map(({ conversation }) => conversation.id);
};

/** A user with conversations, the latest first. */
const withConversations = async (stores: Stores, count: number) => {
  const ann = await register(stores);
  const opened: Conversation[] = [];
  for (let number = 0; number < count; number++) {
    stores.clock.advance(1);
    opened.unshift(await openBetween(stores, ann, await register(stores)));
  }
  return { ann, opened, ids: opened.map(({ id }) => id) };
};

/** The contract of every `MemberSettingsStore`. */
export const describeMemberSettingsStore = (name: string, open: OpenStores): void => {
  describe(`MemberSettingsStore: ${name}`, () => {
    describeRequests(open);
    describeMarks(open);
    describeMarksInLists(open);

    it('has what was never set, for members and for everybody else', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);

      expect(await stores.settings.get(ann.id, conversation.id)).toEqual(noSettings);
      expect(await stores.settings.get(ann.id, conversation.id, 'eventual')).toEqual(noSettings);
      expect(await stores.settings.get(stores.ids.uuid(), conversation.id)).toEqual(noSettings);
    });

    it('stores every field of one member, apart from the other one', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      const wanted = { mutedUntil: 5, isPinned: true, archivedSeq: 0, isMarkedUnread: true };

      const changed = await change(stores, ann.id, conversation, wanted);

      const arranged = { mutedUntil: 5, isPinned: true, archivedSeq: 0, markedUnreadSeq: 0 };
      const set = { ...noSettings, ver: 1, ...arranged };
      expect(changed).toEqual(set);
      expect(await stores.settings.get(ann.id, conversation.id)).toEqual(set);
      expect(await stores.settings.get(bob.id, conversation.id)).toEqual(noSettings);
      expect(await stores.conversations.get(conversation.id)).toEqual(conversation);

      const cleared = { mutedUntil: null, isPinned: false, archivedSeq: null };
      await change(stores, ann.id, conversation, { ...cleared, isMarkedUnread: false });
      expect(await stores.settings.get(ann.id, conversation.id)).toEqual({
        ...noSettings,
        ver: 2,
      });
    });

    it('stores a mute for good exactly', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);

      await change(stores, ann.id, conversation, { mutedUntil: forever });

      expect((await stores.settings.get(ann.id, conversation.id)).mutedUntil).toBe(forever);
    });

    it('writes nothing without a decision to do so', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);

      const result = await stores.settings.change(ann.id, conversation.id, ({ settings }) => ({
        result: settings,
      }));

      expect(result).toEqual(noSettings);
      expect(await stores.settings.get(ann.id, conversation.id)).toEqual(noSettings);
    });

    it('loses none of concurrent changes and sends', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      const changes: SettingsChange[] = [
        { mutedUntil: 9 },
        { isPinned: true },
        { archivedSeq: 0 },
        { isMarkedUnread: true },
      ];

      await Promise.all([
        ...changes.map((wanted) => change(stores, ann.id, conversation, wanted)),
        ...[1, 2, 3].map((count) =>
          send(stores, conversation.id, { senderId: bob.id, content: `${count}` }),
        ),
      ]);

      expect(await stores.settings.get(ann.id, conversation.id)).toEqual({
        ...noSettings,
        ver: 4,
        mutedUntil: 9,
        isPinned: true,
        archivedSeq: 0,
        markedUnreadSeq: 0,
      });
      expect(await stores.conversations.get(conversation.id)).toMatchObject({ ver: 4, seq: 3 });
    });

    it('pins no more than allowed, also at the same time', async () => {
      const stores = await open();
      const { ann, opened } = await withConversations(stores, limits.pinnedConversations + 2);

      const pinned = await Promise.all(
        opened.map((one) => change(stores, ann.id, one, { isPinned: true })),
      );

      expect(pinned.filter((one) => one === 'too_many')).toHaveLength(2);
      const [free] = opened.filter((_, index) => pinned[index] !== 'too_many');
      const [refused] = opened.filter((_, index) => pinned[index] === 'too_many');
      if (!free || !refused) throw new Error('nothing was pinned or refused');
      await change(stores, ann.id, free, { isPinned: false });
      expect(await change(stores, ann.id, refused, { isPinned: true })).toMatchObject({ ver: 1 });
      expect(await change(stores, ann.id, free, { isPinned: true })).toBe('too_many');
    });

    it('does nothing for a user who is not a member', async () => {
      const stores = await open();
      const { conversation } = await aPair(stores);
      const stranger = await register(stores);

      expect(await change(stores, stranger.id, conversation, { isPinned: true })).toBeNull();
      expect(await stores.settings.get(stranger.id, conversation.id)).toEqual(noSettings);
    });

    it('lists pinned ones first and archived ones apart', async () => {
      const stores = await open();
      const { ann, opened, ids } = await withConversations(stores, 5);
      const [newest, , third, fourth, oldest] = opened as [
        Conversation,
        Conversation,
        Conversation,
        Conversation,
        Conversation,
      ];
      await change(stores, ann.id, oldest, { isPinned: true });
      await change(stores, ann.id, third, { isPinned: true });
      await change(stores, ann.id, newest, { archivedSeq: 0 });
      await change(stores, ann.id, fourth, { archivedSeq: 0, mutedUntil: forever });

      expect(await idsOf(stores, ann.id, 'all')).toEqual(ids);
      expect(await idsOf(stores, ann.id, 'main')).toEqual([third.id, oldest.id, ids[1]]);
      expect(await idsOf(stores, ann.id, 'archived')).toEqual([newest.id, fourth.id]);
    });

    it('lists an archived conversation again after a message, unless it is muted', async () => {
      const stores = await open();
      const { ann, opened } = await withConversations(stores, 2);
      const [quiet, loud] = opened as [Conversation, Conversation];
      const end = stores.clock.now() + 1_000;
      await change(stores, ann.id, quiet, { archivedSeq: 0, mutedUntil: end });
      await change(stores, ann.id, loud, { archivedSeq: 0 });
      expect(await idsOf(stores, ann.id, 'main')).toEqual([]);

      for (const { id } of [quiet, loud]) {
        await send(stores, id, { senderId: ann.id, content: 'Hello.' });
      }

      expect(await idsOf(stores, ann.id, 'main')).toEqual([loud.id]);
      expect(await idsOf(stores, ann.id, 'archived')).toEqual([quiet.id]);
      stores.clock.advance(1_000);
      expect(await idsOf(stores, ann.id, 'archived')).toEqual([]);
      expect((await idsOf(stores, ann.id, 'main')).sort()).toEqual([quiet.id, loud.id].sort());
    });

    it.each(['all', 'main', 'archived'] as const)(
      'pages %s without overlap, with exact totals and the settings',
      async (view) => {
        const stores = await open();
        const { ann, opened } = await withConversations(stores, 9);
        for (const one of opened.slice(0, 3)) {
          await change(stores, ann.id, one, { archivedSeq: 0 });
        }
        for (const one of opened.slice(2, 5)) {
          await change(stores, ann.id, one, { isPinned: true });
        }
        const now = stores.clock.now();
        const whole = await idsOf(stores, ann.id, view);

        const pages = await Promise.all(
          [0, 2, 4, 6, 8, 10].map((offset) =>
            stores.settings.list(ann.id, { view, now, offset, limit: 2 }),
          ),
        );

        const total = { all: 9, main: 6, archived: 3 }[view];
        expect(whole).toHaveLength(total);
        expect(pages.map((page) => [page.total, page.archivedTotal])).toEqual(
          pages.map(() => [total, 3]),
        );
        const items = pages.flatMap((page) => page.items);
        expect(items.map(({ conversation }) => conversation.id)).toEqual(whole);
        for (const { conversation, settings } of items) {
          expect(settings).toEqual(await stores.settings.get(ann.id, conversation.id));
        }
      },
    );
  });
};
