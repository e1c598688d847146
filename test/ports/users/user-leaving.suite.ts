import { describe, expect, it } from 'vitest';
import { aRegistration } from '#test/support/builders.ts';
import { idsFound, later, register } from '#test/support/ports/actions.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

export const describeLeaving = (open: OpenStores): void => {
  describe('deactivate', () => {
    it('removes a user from the search; the name stays taken and the profile readable', async () => {
      const stores = await open();
      const { users, clock } = stores;
      const ann = await register(stores, { username: 'annabel', email: 'ann@example.com' });
      await users.setPresence(ann.id, { onlineUntil: clock.now() + 60_000, lastSeen: clock.now() });
      const seenAt = clock.now();
      const now = later(stores);

      await users.deactivate(ann.id, now);

      const gone = { isActive: false, onlineUntil: now, lastSeen: seenAt, updatedAt: now };
      const expected = { ...ann, ...gone };
      expect(await users.get(ann.id)).toEqual(expected);
      expect(await users.findByName('annabel')).toEqual(expected);
      for (const query of ['annabel', 'nab', 'an', 'a', ann.id]) {
        expect(await idsFound(stores, query)).toEqual([]);
      }
      expect(await users.claim(aRegistration({ username: 'annabel' }))).toBe('username_taken');
    });

    it('changes nothing the second time, nor for an unknown user', async () => {
      const stores = await open();
      const { id } = await register(stores);
      await stores.users.deactivate(id, later(stores));
      const before = await stores.users.get(id);
      const nobody = stores.ids.uuid();

      await stores.users.deactivate(id, later(stores));
      await stores.users.deactivate(nobody, later(stores));

      expect(await stores.users.get(id)).toEqual(before);
      expect(await stores.users.get(nobody)).toBeNull();
    });

    it('removes a user from the search who is renamed concurrently', async () => {
      const stores = await open();
      const people = await Promise.all(
        [1, 2, 3, 4, 5].map((number) => register(stores, { username: `before ${number}` })),
      );
      const now = later(stores);

      await Promise.all(
        people.flatMap(({ id }, index) => [
          stores.users.update(id, { username: `after ${index}` }, now),
          stores.users.deactivate(id, now),
        ]),
      );

      expect(await idsFound(stores, 'before')).toEqual([]);
      expect(await idsFound(stores, 'after')).toEqual([]);
    });
  });

  describe('activate', () => {
    it('makes a deactivated user reachable again, found by both names', async () => {
      const stores = await open();
      const { users } = stores;
      const { id } = await register(stores, { username: 'annabel' });
      await users.update(id, { displayName: 'Zoë Lovelace' }, later(stores));
      const before = await users.get(id);
      await users.deactivate(id, later(stores));
      const now = later(stores);

      await users.activate(id, now);
      await users.activate(id, later(stores));
      await users.activate(stores.ids.uuid(), now);

      expect(await users.get(id)).toMatchObject({ ...before, onlineUntil: 0, updatedAt: now });
      for (const query of ['annabel', 'nab', 'an', 'zoe', 'lovelace', id]) {
        expect(await idsFound(stores, query)).toEqual([id]);
      }
    });
  });

  describe('setOperator', () => {
    it('gives and takes the flag, which a change of the profile and a deactivation keep', async () => {
      const stores = await open();
      const { users } = stores;
      const ann = await register(stores);
      const flag = async () => (await users.get(ann.id))?.isOperator;
      expect(await flag()).toBe(false);

      await users.setOperator(ann.id, true);
      await users.update(ann.id, { username: 'another name' }, later(stores));
      await users.deactivate(ann.id, later(stores));
      expect(await flag()).toBe(true);
      await users.setOperator(ann.id, false);

      expect(await flag()).toBe(false);
    });
  });

  describe('mayEmitPresence', () => {
    it('accepts one of 10 concurrent calls, and another one after the interval', async () => {
      const stores = await open();
      const { id } = await register(stores);
      const { id: other } = await register(stores);
      const { clock } = stores;
      const ask = (userId: string) => stores.users.mayEmitPresence(userId, clock.now(), 10_000);

      const atOnce = await Promise.all(Array.from({ length: 10 }, () => ask(id)));
      const ofOther = await ask(other);
      clock.advance(9_999);
      const early = await ask(id);
      clock.advance(1);
      const inTime = await ask(id);

      expect(atOnce.filter(Boolean)).toHaveLength(1);
      expect([ofOther, early, inTime]).toEqual([true, false, true]);
    });

    it('returns false for an unknown user, and changes no profile', async () => {
      const stores = await open();
      const ann = await register(stores);
      const nobody = stores.ids.uuid();

      await stores.users.mayEmitPresence(ann.id, stores.clock.now(), 10_000);

      expect(await stores.users.mayEmitPresence(nobody, stores.clock.now(), 10_000)).toBe(false);
      expect(await stores.users.get(nobody)).toBeNull();
      expect(await stores.users.get(ann.id)).toEqual(ann);
    });
  });
};
