import { describe, expect, it } from 'vitest';
import { newConversation, sortedPair } from '#core/domain/conversation.ts';
import { aPair, openBetween, register, send } from '#test/support/ports/actions.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

export const describeOpening = (open: OpenStores): void => {
  describe('open', () => {
    it('stores a new conversation, which is found by its pair in any order and by its id', async () => {
      const stores = await open();
      const ann = await register(stores);
      const bob = await register(stores);
      const pair = sortedPair(ann.id, bob.id);
      const given = newConversation(stores.ids.uuid(), pair, stores.clock.now());

      const before = await stores.conversations.findByPair(ann.id, bob.id);
      const opened = await stores.conversations.open(given);

      expect(before).toBeNull();
      expect(opened).toEqual({ conversation: given, created: true });
      expect(await stores.conversations.findByPair(ann.id, bob.id)).toBe(given.id);
      expect(await stores.conversations.findByPair(bob.id, ann.id)).toBe(given.id);
      expect(await stores.conversations.get(given.id)).toEqual(given);
      expect(await stores.conversations.get(given.id, 'eventual')).toEqual(given);
    });

    it('returns the existing conversation of a pair in its current state', async () => {
      const stores = await open();
      const { ann, bob, conversation } = await aPair(stores);
      await send(stores, conversation.id, { senderId: ann.id });
      const second = newConversation(
        stores.ids.uuid(),
        sortedPair(ann.id, bob.id),
        stores.clock.now(),
      );

      const opened = await stores.conversations.open(second);

      expect(opened.created).toBe(false);
      expect(opened.conversation).toMatchObject({ id: conversation.id, seq: 1, ver: 2 });
      expect(await stores.conversations.get(second.id)).toBeNull();
    });

    it('creates exactly one conversation of a pair in 50 concurrent calls', async () => {
      const stores = await open();
      const ann = await register(stores);
      const bob = await register(stores);
      const given = Array.from({ length: 50 }, () =>
        newConversation(stores.ids.uuid(), sortedPair(ann.id, bob.id), stores.clock.now()),
      );

      const opened = await Promise.all(given.map((one) => stores.conversations.open(one)));

      expect(opened.filter(({ created }) => created)).toHaveLength(1);
      expect(new Set(opened.map(({ conversation }) => conversation.id)).size).toBe(1);
      for (const { id } of [ann, bob]) {
        const listed = await stores.conversations.listByActivity(id, { offset: 0, limit: 10 });
        expect(listed).toMatchObject({ total: 1, items: [opened[0]?.conversation] });
      }
    });

    it('opens a conversation with oneself, separate from those with others', async () => {
      const stores = await open();
      const { ann, conversation } = await aPair(stores);

      const notes = await openBetween(stores, ann, ann);
      const again = await openBetween(stores, ann, ann);

      expect(notes.members).toEqual([ann.id, ann.id]);
      expect(again.id).toBe(notes.id);
      expect(await stores.conversations.findByPair(ann.id, ann.id)).toBe(notes.id);
      const listed = await stores.conversations.listByActivity(ann.id, { offset: 0, limit: 10 });
      expect(listed.total).toBe(2);
      expect(listed.items.map(({ id }) => id).sort()).toEqual([conversation.id, notes.id].sort());
    });

    it('finds no conversation that was never opened', async () => {
      const stores = await open();
      const [ann, bob] = [stores.ids.uuid(), stores.ids.uuid()];

      expect(await stores.conversations.get(stores.ids.uuid())).toBeNull();
      expect(await stores.conversations.get(stores.ids.uuid(), 'eventual')).toBeNull();
      expect(await stores.conversations.findByPair(ann, bob)).toBeNull();
      const listed = await stores.conversations.listByActivity(ann, { offset: 0, limit: 10 });
      expect(listed).toEqual({ items: [], total: 0 });
    });
  });

  describe('listIds', () => {
    it('returns the ids of a user’s conversations, sorted, whatever changes in them', async () => {
      const stores = await open();
      const ann = await register(stores);
      const opened: string[] = [(await openBetween(stores, ann, ann)).id];
      for (let count = 0; count < 4; count++) {
        opened.push((await openBetween(stores, ann, await register(stores))).id);
      }
      await aPair(stores);
      const before = await stores.conversations.listIds(ann.id);

      await send(stores, opened[3] ?? '', { senderId: ann.id });

      expect(before).toEqual([...opened].sort());
      expect(await stores.conversations.listIds(ann.id)).toEqual(before);
      expect(await stores.conversations.listIds(stores.ids.uuid())).toEqual([]);
    });
  });

  describe('listByActivity', () => {
    it('lists the latest activity first, ties by id', async () => {
      const stores = await open();
      const ann = await register(stores);
      const peers = await Promise.all([register(stores), register(stores), register(stores)]);
      const [first, second, third] = await Promise.all(
        peers.map((peer) => openBetween(stores, ann, peer)),
      );
      const tied = [first?.id, third?.id].sort();

      stores.clock.advance(1_000);
      await send(stores, second?.id ?? '', { senderId: ann.id, content: 'newest' });
      const listed = await stores.conversations.listByActivity(ann.id, { offset: 0, limit: 10 });

      expect(listed.items.map(({ id }) => id)).toEqual([second?.id, ...tied]);
      expect(listed.items[0]?.lastMessage).toMatchObject({ seq: 1, preview: 'newest' });
    });

    it('pages without overlap, with the exact total, and empty past the end', async () => {
      const stores = await open();
      const ann = await register(stores);
      const opened: string[] = [];
      for (let number = 0; number < 7; number++) {
        stores.clock.advance(1);
        opened.unshift((await openBetween(stores, ann, await register(stores))).id);
      }

      const pages = await Promise.all(
        [0, 3, 6, 9].map((offset) =>
          stores.conversations.listByActivity(ann.id, { offset, limit: 3 }),
        ),
      );

      expect(pages.map(({ total }) => total)).toEqual([7, 7, 7, 7]);
      expect(pages.map(({ items }) => items.length)).toEqual([3, 3, 1, 0]);
      expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(opened);
    });
  });
};
