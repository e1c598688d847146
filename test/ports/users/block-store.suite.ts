import { describe, expect, it } from 'vitest';
import { register } from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';

const threePeople = async (stores: Stores) => ({
  ann: (await register(stores)).id,
  bob: (await register(stores)).id,
  cas: (await register(stores)).id,
});

/** The contract of every `BlockStore`. */
export const describeBlockStore = (name: string, open: OpenStores): void => {
  describe(`BlockStore: ${name}`, () => {
    it('blocks events between two users, whichever of them blocked, and between no others', async () => {
      const stores = await open();
      const { ann, bob, cas } = await threePeople(stores);

      await stores.blocks.block(ann, bob);

      for (const freshness of ['consistent', 'eventual'] as const) {
        expect(await stores.blocks.isBlockedBetween(ann, bob, freshness)).toBe(true);
        expect(await stores.blocks.isBlockedBetween(bob, ann, freshness)).toBe(true);
      }
      expect(await stores.blocks.isBlockedBetween(ann, cas)).toBe(false);
      expect(await stores.blocks.isBlockedBetween(ann, ann)).toBe(false);
    });

    it('lists the users that a user has blocked, each once, and not those who blocked the user', async () => {
      const stores = await open();
      const { ann, bob, cas } = await threePeople(stores);

      await Promise.all([bob, cas, bob].map((other) => stores.blocks.block(ann, other)));
      await stores.blocks.block(bob, ann);

      expect((await stores.blocks.listBlocked(ann)).sort()).toEqual([bob, cas].sort());
      expect(await stores.blocks.listBlocked(bob)).toEqual([ann]);
      expect(await stores.blocks.listBlocked(cas)).toEqual([]);
    });

    it('lists users with a block in either direction, each once', async () => {
      const stores = await open();
      const { ann, bob, cas } = await threePeople(stores);
      const other = (await register(stores)).id;
      await stores.blocks.block(ann, bob);
      await stores.blocks.block(bob, ann);
      await stores.blocks.block(cas, ann);
      await stores.blocks.block(other, bob);
      const apart = async (userId: string) =>
        (await stores.blocks.listBlockedEitherWay(userId)).sort();

      const before = await apart(ann);
      await stores.blocks.unblock(ann, bob);
      await stores.blocks.unblock(cas, ann);

      expect(before).toEqual([bob, cas].sort());
      expect(await apart(ann)).toEqual([bob]);
      expect(await apart(bob)).toEqual([ann, other].sort());
      expect(await apart(cas)).toEqual([]);
    });

    it('removes the user’s own block only, and ignores a missing one', async () => {
      const stores = await open();
      const { ann, bob, cas } = await threePeople(stores);
      await stores.blocks.block(ann, bob);
      await stores.blocks.block(bob, ann);

      await stores.blocks.unblock(ann, bob);
      const stillBlocked = await stores.blocks.isBlockedBetween(ann, bob);
      await stores.blocks.unblock(bob, ann);
      await stores.blocks.unblock(ann, cas);

      expect(stillBlocked).toBe(true);
      expect(await stores.blocks.isBlockedBetween(ann, bob)).toBe(false);
      expect(await stores.blocks.listBlocked(ann)).toEqual([]);
    });
  });
};
