import { describe, expect, it } from 'vitest';
import { aRegistration } from '#test/support/builders.ts';
import { idsFound, register } from '#test/support/ports/actions.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

export const describeNames = (open: OpenStores): void => {
  describe('names that look alike', () => {
    it.each([
      ['ape', 'аре'],
      ['straße', 'strasse'],
      ['mary', 'rnary'],
      ['ada.l', 'ada.1'],
      ['istanbul', 'i̇stanbul'],
    ])('%j is taken by %j, and the other way round', async (one, other) => {
      for (const [first, second] of [
        [one, other],
        [other, one],
      ]) {
        const stores = await open();
        const holder = await register(stores, { username: first ?? '' });

        const claimed = await stores.users.claim(aRegistration({ username: second ?? '' }));
        const bob = await register(stores, { username: 'bob' });
        const renamed = await stores.users.update(bob.id, { username: second ?? '' }, 1);

        expect([claimed, renamed]).toEqual(['username_taken', 'username_taken']);
        expect((await stores.users.findByName(first ?? ''))?.id).toBe(holder.id);
      }
    });

    it('are given to exactly one of 20 concurrent registrations', async () => {
      const { users } = await open();
      const looks = ['ape', 'аре', 'aре'];
      const wanted = Array.from({ length: 20 }, (_, index) =>
        aRegistration({ username: looks[index % 3] ?? '' }),
      );

      const outcomes = await Promise.all(wanted.map((user) => users.claim(user)));

      expect(outcomes.filter((outcome) => outcome === 'claimed')).toHaveLength(1);
    });

    it('are given to exactly one of 6 concurrent renames', async () => {
      const stores = await open();
      const looks = ['ape', 'аре', 'aре'];
      const people = await Promise.all(Array.from({ length: 6 }, () => register(stores)));

      const outcomes = await Promise.all(
        people.map(({ id }, index) =>
          stores.users.update(id, { username: looks[index % 3] ?? '' }, index),
        ),
      );

      expect(outcomes.filter((outcome) => outcome !== 'username_taken')).toHaveLength(1);
    });

    it('are free again once their holder has another name or never finished', async () => {
      const stores = await open();
      const ann = await register(stores, { username: 'аре' });
      const unfinished = aRegistration({ username: 'rnary' });
      await stores.users.claim(unfinished);

      await stores.users.update(ann.id, { username: 'ann' }, 1);
      await stores.users.release(unfinished.id);

      for (const username of ['ape', 'mary']) {
        expect(await stores.users.claim(aRegistration({ username }))).toBe('claimed');
      }
    });

    it('do not prevent changes by their own holder', async () => {
      const stores = await open();
      const ann = await register(stores, { username: 'straße' });

      const renamed = await stores.users.update(ann.id, { username: 'strasse' }, 1);
      const back = await stores.users.update(ann.id, { username: 'ѕtraße' }, 2);

      expect([renamed, back]).toMatchObject([{ username: 'strasse' }, { username: 'ѕtraße' }]);
      expect((await stores.users.findByName('ѕTRASSE'))?.id).toBe(ann.id);
      expect(await stores.users.findByName('strasse')).toBeNull();
    });

    it('are not found for each other: a search uses what was typed', async () => {
      const stores = await open();
      const ann = await register(stores, { username: 'аре' });

      expect(await idsFound(stores, 'аре')).toEqual([ann.id]);
      expect(await idsFound(stores, 'ape')).toEqual([]);
    });
  });

  describe('a search', () => {
    it.each([
      ['straße', ['STRASS', 'raß', 'ASSE', 'ST', 'str', 'ẞE']],
      ['ßa', ['ss', 'SSA', 'ß']],
      ['σίσυφος', ['ΣΊΣ', 'ΦΟΣ', 'φος', 'σ']],
      ['i̇stanbul', ['İSTAN', 'İs', 'BUL']],
      ['ꭰꭱꭲ', ['ᎠᎡᎢ', 'ꭰꭱꭲ', 'Ꭰ']],
      ['ﬁnn', ['FINN', 'fi', 'ﬁ']],
      ['میخواهم', ['می\u200cخوا']],
    ])('finds %j by %j', async (username, queries) => {
      const stores = await open();
      const user = await register(stores, { username });

      for (const query of queries) expect(await idsFound(stores, query)).toEqual([user.id]);
    });
  });
};
