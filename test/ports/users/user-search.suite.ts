import { describe, expect, it } from 'vitest';
import { register } from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';

const all = { offset: 0, limit: 100 };

const registerAll = async (stores: Stores, names: readonly string[]) => {
  for (const username of names) await register(stores, { username });
};

const namesFound = async ({ users }: Stores, query: string): Promise<string[]> =>
  (await users.search(query, all)).items.map(({ username }) => username);

export const describeSearch = (open: OpenStores): void => {
  describe('search', () => {
    it('finds three characters or more anywhere in a name, fewer at its start', async () => {
      const stores = await open();
      await registerAll(stores, ['anna', 'hannah', 'joanna', 'an', 'bob']);

      expect(await namesFound(stores, 'anna')).toEqual(['anna', 'hannah', 'joanna']);
      expect(await namesFound(stores, 'nna')).toEqual(['anna', 'hannah', 'joanna']);
      expect(await namesFound(stores, 'an')).toEqual(['an', 'anna']);
      expect(await namesFound(stores, 'b')).toEqual(['bob']);
      expect(await namesFound(stores, 'annaa')).toEqual([]);
    });

    it('matches the whole query, not only its pieces', async () => {
      const stores = await open();
      await registerAll(stores, ['abcxbcd', 'abcd']);

      expect(await namesFound(stores, 'abcd')).toEqual(['abcd']);
    });

    it('ignores case and compatibility forms', async () => {
      const stores = await open();
      await registerAll(stores, ['ärger', 'ｆｕｌｌ width']);

      expect(await namesFound(stores, 'ÄRG')).toEqual(['ärger']);
      expect(await namesFound(stores, 'FULL')).toEqual(['ｆｕｌｌ width']);
    });

    it('counts characters, not UTF-16 units', async () => {
      const stores = await open();
      await registerAll(stores, ['𐐨𐐩𐐪', 'x𐐨𐐩𐐪']);

      expect(await namesFound(stores, '𐐨𐐩')).toEqual(['𐐨𐐩𐐪']);
      expect(await namesFound(stores, '𐐨𐐩𐐪')).toEqual(['x𐐨𐐩𐐪', '𐐨𐐩𐐪']);
    });

    it('treats %, _, * and the like as plain characters', async () => {
      const stores = await open();
      await registerAll(stores, ['a_b_c', 'axbxc']);

      expect(await namesFound(stores, '_b_')).toEqual(['a_b_c']);
      expect(await namesFound(stores, 'a_')).toEqual(['a_b_c']);
      for (const query of ['%', '___', 'a%c', '*', '#', "'", '"a"', '\\']) {
        expect(await namesFound(stores, query)).toEqual([]);
      }
    });

    it('finds exactly the user of a full id, in any case', async () => {
      const stores = await open();
      const ann = await register(stores, { username: 'ann' });
      await register(stores, { username: 'bob' });

      const found = await stores.users.search(ann.id.toUpperCase(), all);

      expect(found.total).toBe(1);
      expect(found.items[0]).toMatchObject({
        id: ann.id,
        username: 'ann',
        isActive: true,
        createdAt: ann.createdAt,
        updatedAt: ann.updatedAt,
      });
      expect(await namesFound(stores, stores.ids.uuid())).toEqual([]);
    });

    it('sorts by name and pages without overlap, with the exact total', async () => {
      const stores = await open();
      await registerAll(stores, ['ann-d', 'ann', 'ann!c', 'ann b', 'joann', 'ann.e', 'bob']);

      const pages = await Promise.all(
        [0, 2, 4, 6].map((offset) => stores.users.search('ann', { offset, limit: 2 })),
      );

      expect(pages.map(({ total }) => total)).toEqual([6, 6, 6, 6]);
      expect(pages.map(({ items }) => items.map(({ username }) => username))).toEqual([
        ['ann', 'ann b'],
        ['ann!c', 'ann-d'],
        ['ann.e', 'joann'],
        [],
      ]);
    });
  });
};
