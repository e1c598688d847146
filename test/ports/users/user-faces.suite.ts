import { describe, expect, it } from 'vitest';
import type { Photo } from '#core/domain/user.ts';
import { idsFound, later, register } from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';

const aPhoto = (fill: number): Photo => ({
  hash: String.fromCharCode(96 + fill).repeat(22),
  mime: 'image/webp',
  bytes: new Uint8Array(24 * 1024).fill(fill),
});

const photosOf = async ({ users }: Stores, id: string, photos: readonly Photo[]) =>
  (await Promise.all(photos.map(({ hash }) => users.getPhoto(id, hash)))).map(
    (found) => found && { ...found, bytes: new Uint8Array(found.bytes) },
  );

/** Display names, the line about oneself, and photos. */
export const describeFaces = (open: OpenStores): void => {
  describe('faces', () => {
    it('stores display name and about, and removes each with null', async () => {
      const stores = await open();
      const { users } = stores;
      const ann = await register(stores);
      const now = later(stores);

      const face = { displayName: 'Ann Example', about: 'At the sea' };
      const named = await users.update(ann.id, face, now);
      expect(named).toEqual({ ...ann, ...face, updatedAt: now });
      expect(await users.get(ann.id)).toEqual(named);
      expect(await users.update(ann.id, face, later(stores))).toEqual(named);

      const then = later(stores);
      const rest = await users.update(ann.id, { displayName: null }, then);
      expect(rest).toEqual({ ...ann, about: 'At the sea', updatedAt: then });
      expect(await users.get(ann.id)).toEqual(rest);
      const last = await users.update(ann.id, { about: null }, then);
      expect(await users.get(ann.id)).toEqual(last);
      expect(last).toMatchObject({ about: null, displayName: null });
    });

    it('finds a user by both names, without case and accents, and not by a former display name', async () => {
      const stores = await open();
      const { users } = stores;
      const ann = await register(stores, { username: 'kestrel' });
      await users.update(ann.id, { displayName: 'José Łódź-Müller' }, later(stores));

      for (const query of ['kest', 'jose', 'JOSÉ', 'lodz', 'łód', 'müller', 'MULLER', 'jo', 'j']) {
        expect([query, await idsFound(stores, query)]).toEqual([query, [ann.id]]);
      }
      await users.update(ann.id, { displayName: 'Wren' }, later(stores));
      for (const query of ['jose', 'lodz', 'jo']) {
        expect([query, await idsFound(stores, query)]).toEqual([query, []]);
      }
      expect(await idsFound(stores, 'wre')).toEqual([ann.id]);
      await users.update(ann.id, { username: 'falcon' }, later(stores));
      expect(await idsFound(stores, 'wren')).toEqual([ann.id]);
      expect(await idsFound(stores, 'kestrel')).toEqual([]);
      await users.update(ann.id, { displayName: null }, later(stores));
      expect(await idsFound(stores, 'wren')).toEqual([]);
      expect(await idsFound(stores, 'falcon')).toEqual([ann.id]);
    });

    it('lists a user once whose names both match, sorted by the first that does, with name and photo', async () => {
      const stores = await open();
      const { users } = stores;
      const [ann, bob, cem] = [
        await register(stores, { username: 'robin-2' }),
        await register(stores, { username: 'zoe' }),
        await register(stores, { username: 'robin-1' }),
      ];
      const photo = aPhoto(1);
      await users.update(ann.id, { displayName: 'Robin' }, later(stores));
      await users.update(bob.id, { displayName: 'A Robin', photo }, later(stores));
      const now = later(stores);
      await users.update(cem.id, { displayName: 'robin-1' }, now);

      const { items, total } = await users.search('robin', { offset: 0, limit: 100 });
      expect(items.map(({ id }) => id)).toEqual([bob.id, ann.id, cem.id]);
      expect(total).toBe(3);
      expect(items[0]).toMatchObject({ displayName: 'A Robin', photo: photo.hash });
      expect(items[2]).toMatchObject({ displayName: 'robin-1', photo: null, updatedAt: now });
      const page = await users.search('robin', { offset: 1, limit: 1 });
      expect(page.items.map(({ id }) => id)).toEqual([ann.id]);
      expect(page.total).toBe(3);
    });

    it('stores the bytes of the current photo only', async () => {
      const stores = await open();
      const { users } = stores;
      const [ann, bob] = [await register(stores), await register(stores)];
      const [first, second] = [aPhoto(1), aPhoto(2)];

      await users.update(ann.id, { photo: first }, later(stores));
      expect(await users.get(ann.id)).toMatchObject({ photo: first.hash });
      expect(await photosOf(stores, ann.id, [first, second])).toEqual([first, null]);
      expect(await users.getPhoto(bob.id, first.hash)).toBeNull();

      // A change of something else keeps it, and so does the same photo.
      await users.update(ann.id, { displayName: 'Ann' }, later(stores));
      const before = await users.get(ann.id);
      expect(await users.update(ann.id, { photo: first }, later(stores))).toEqual(before);
      expect(await photosOf(stores, ann.id, [first])).toEqual([first]);

      await users.update(ann.id, { photo: second }, later(stores));
      expect(await photosOf(stores, ann.id, [first, second])).toEqual([null, second]);
      await users.update(ann.id, { photo: null }, later(stores));
      expect(await users.get(ann.id)).toMatchObject({ photo: null });
      expect(await photosOf(stores, ann.id, [first, second])).toEqual([null, null]);
    });

    it('keeps the bytes of one photo when several are set at once', async () => {
      const stores = await open();
      const { id } = await register(stores);
      const photos = [aPhoto(1), aPhoto(2), aPhoto(3)];
      const now = later(stores);

      await Promise.all(photos.map((photo) => stores.users.update(id, { photo }, now)));

      const hash = (await stores.users.get(id))?.photo;
      const expected = photos.map((photo) => (photo.hash === hash ? photo : null));
      expect(await photosOf(stores, id, photos)).toEqual(expected);
      expect(expected.filter(Boolean)).toHaveLength(1);
    });

    it('removes photo and about of a deactivated user, and finds the display name no more', async () => {
      const stores = await open();
      const { users } = stores;
      const ann = await register(stores);
      const photo = aPhoto(1);
      await users.update(ann.id, { displayName: 'Ann Example', about: 'Hi', photo }, later(stores));

      await users.deactivate(ann.id, later(stores));

      expect(await users.get(ann.id)).toMatchObject({
        displayName: 'Ann Example',
        about: null,
        photo: null,
      });
      expect(await photosOf(stores, ann.id, [photo])).toEqual([null]);
      expect(await idsFound(stores, 'example')).toEqual([]);
    });
  });
};
