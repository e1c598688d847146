import { describe, expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { aRegistration } from '#test/support/builders.ts';
import { idsFound, later, register } from '#test/support/ports/actions.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

const whole = { offset: 0, limit: 100 };

export const describeUserChanges = (open: OpenStores): void => {
  describe('update', () => {
    it('renames a user: the new name is found and taken, the old one is neither', async () => {
      const stores = await open();
      const { users } = stores;
      const ann = await register(stores, { username: 'annabel', email: 'ann@example.com' });
      const now = later(stores);

      const renamed = await users.update(ann.id, { username: 'belinda' }, now);

      const expected = { ...ann, username: 'belinda', updatedAt: now };
      expect(renamed).toEqual(expected);
      expect(await users.get(ann.id)).toEqual(expected);
      expect(await users.get(ann.id, 'eventual')).toEqual(expected);
      expect(await users.findByName('belinda')).toEqual(expected);
      expect(await users.findByName('annabel')).toBeNull();
      for (const query of ['bel', 'be', 'b', 'linda']) {
        expect(await idsFound(stores, query)).toEqual([ann.id]);
      }
      for (const query of ['ann', 'an', 'a', 'nab']) {
        expect(await idsFound(stores, query)).toEqual([]);
      }
      const [found] = (await users.search('belinda', whole)).items;
      expect(found).toMatchObject({ username: 'belinda', updatedAt: now });
      expect(await users.claim(aRegistration({ username: 'belinda' }))).toBe('username_taken');
      expect(await users.claim(aRegistration({ username: 'annabel' }))).toBe('claimed');
    });

    it('changes an e-mail address, also to that of another account', async () => {
      const stores = await open();
      const { users } = stores;
      const ann = await register(stores, { email: 'old@example.com' });
      const bob = await register(stores);
      const now = later(stores);

      await users.update(ann.id, { email: 'new@example.com' }, now);
      await users.update(bob.id, { email: 'new@example.com' }, now);

      expect(await users.get(ann.id)).toEqual({ ...ann, email: 'new@example.com', updatedAt: now });
      expect(await users.get(bob.id)).toMatchObject({ email: 'new@example.com' });
      const [found] = (await users.search(ann.username, whole)).items;
      expect(found).toMatchObject({ id: ann.id, updatedAt: now });
    });

    it('stores each privacy setting independently', async () => {
      const stores = await open();
      const { users } = stores;
      const ann = await register(stores);
      const now = later(stores);

      const hidden = await users.update(ann.id, { privacy: { presence: false } }, now);
      await users.update(ann.id, { privacy: { readReceipts: false } }, now);
      const both = await users.get(ann.id);
      await users.update(ann.id, { privacy: { presence: true } }, now);
      await users.update(ann.id, { username: 'ann-again' }, now);

      expect(ann.privacy).toEqual({ presence: true, readReceipts: true });
      const first = { presence: false, readReceipts: true };
      expect(hidden).toEqual({ ...ann, privacy: first, updatedAt: now });
      expect(both?.privacy).toEqual({ presence: false, readReceipts: false });
      const [listed] = await users.getMany([ann.id]);
      expect(listed?.privacy).toEqual({ presence: true, readReceipts: false });
    });

    it('ignores a change to the same value, and keeps the time of the last change', async () => {
      const stores = await open();
      const ann = await register(stores, { username: 'ann', email: 'ann@example.com' });
      const now = later(stores);

      const { username, email } = { username: 'ann', email: 'ann@example.com' };
      const privacy = { presence: true };
      for (const change of [{}, { username }, { email }, { username, email }, { privacy }]) {
        expect(await stores.users.update(ann.id, change, now)).toEqual(ann);
      }

      expect(await stores.users.get(ann.id)).toEqual(ann);
      expect(await idsFound(stores, 'ann')).toEqual([ann.id]);
    });

    it('accepts another form of the user’s own name', async () => {
      const stores = await open();
      const ann = await register(stores, { username: 'ﬁnn' });

      const renamed = await stores.users.update(ann.id, { username: 'finn' }, later(stores));

      expect(renamed).toMatchObject({ username: 'finn' });
      expect(await stores.users.findByName('ﬁnn')).toEqual(renamed);
      const found = await stores.users.search('finn', whole);
      expect(found).toMatchObject({ total: 1, items: [{ id: ann.id, username: 'finn' }] });
    });

    it.each([
      { username: 'bob', email: 'free@example.com' },
      { username: 'BOB', email: 'bob@example.com' },
    ])('refuses %o completely', async (change) => {
      const stores = await open();
      const { users } = stores;
      const ann = await register(stores, { username: 'ann', email: 'ann@example.com' });
      await register(stores, { username: 'bob', email: 'bob@example.com' });

      const refused = await users.update(ann.id, change, later(stores));

      expect(refused).toBe('username_taken');
      expect(await users.get(ann.id)).toEqual(ann);
      expect(await users.findByName('ann')).toEqual(ann);
      expect(await idsFound(stores, 'ann')).toEqual([ann.id]);
      expect(await idsFound(stores, 'free')).toEqual([]);
      const stillTaken = aRegistration({ username: 'ann', email: 'x@example.com' });
      expect(await users.claim(stillTaken)).toBe('username_taken');
      const free = aRegistration({ username: 'free', email: 'free@example.com' });
      expect(await users.claim(free)).toBe('claimed');
    });

    it('gives a name to exactly one of 10 concurrent renames, and the others keep theirs', async () => {
      const stores = await open();
      const people = await Promise.all(Array.from({ length: 10 }, () => register(stores)));
      const now = later(stores);

      const outcomes = await Promise.all(
        people.map(({ id }) => stores.users.update(id, { username: 'wanted' }, now)),
      );

      const winners = people.filter((_, index) => outcomes[index] !== 'username_taken');
      expect(winners).toHaveLength(1);
      const [winner] = winners;
      expect(await stores.users.findByName('wanted')).toMatchObject({ id: winner?.id });
      expect(await idsFound(stores, 'wanted')).toEqual([winner?.id]);
      for (const loser of people.filter(({ id }) => id !== winner?.id)) {
        expect(await stores.users.findByName(loser.username)).toEqual(loser);
        expect(await idsFound(stores, loser.username)).toEqual([loser.id]);
      }
    });

    it('gives a name to exactly one of concurrent renames and registrations', async () => {
      const stores = await open();
      const { users } = stores;
      const people = await Promise.all([1, 2, 3].map(() => register(stores)));
      const now = later(stores);

      const outcomes = await Promise.all([
        ...people.map(({ id }) => users.update(id, { username: 'wanted' }, now)),
        ...[1, 2, 3].map(() => users.claim(aRegistration({ username: 'wanted', createdAt: now }))),
      ]);

      expect(outcomes.filter((outcome) => outcome !== 'username_taken')).toHaveLength(1);
      expect(await users.findByName('wanted')).not.toBeNull();
    });

    it('leaves exactly one name, found and taken, after concurrent renames of one user', async () => {
      const stores = await open();
      const { users } = stores;
      const ann = await register(stores, { username: 'first' });
      const names = ['second', 'third', 'fourth', 'fifth', 'sixth'];
      const now = later(stores);

      await Promise.all(names.map((username) => users.update(ann.id, { username }, now)));

      const last = (await users.get(ann.id))?.username ?? '';
      expect(names).toContain(last);
      expect(await idsFound(stores, last)).toEqual([ann.id]);
      expect(await users.findByName(last)).toMatchObject({ id: ann.id });
      expect(await users.claim(aRegistration({ username: last }))).toBe('username_taken');
      for (const name of ['first', ...names].filter((one) => one !== last)) {
        expect(await idsFound(stores, name)).toEqual([]);
        expect(await users.findByName(name)).toBeNull();
        expect(await users.claim(aRegistration({ username: name }))).toBe('claimed');
      }
    });

    it('has the same result in five concurrent calls', async () => {
      const stores = await open();
      const ann = await register(stores, { username: 'before', email: 'before@example.com' });
      const change = { username: 'after', email: 'after@example.com' };
      const now = later(stores);

      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () => stores.users.update(ann.id, change, now)),
      );

      const expected = { ...ann, ...change, updatedAt: now };
      for (const outcome of outcomes) expect(outcome).toEqual(expected);
      expect(await stores.users.get(ann.id)).toEqual(expected);
    });

    it('takes over the claims of an abandoned registration', async () => {
      const stores = await open();
      const { users, clock } = stores;
      const claim = { username: 'wanted', email: 'wanted@example.com' };
      const abandoned = aRegistration({ ...claim, createdAt: clock.now() });
      await users.claim(abandoned);
      const ann = await register(stores);

      clock.advance(limits.unfinishedClaimSeconds * 1_000 - 1);
      const early = await users.update(ann.id, claim, clock.now());
      clock.advance(1);
      const late = await users.update(ann.id, claim, clock.now());

      expect(early).toBe('username_taken');
      expect(late).toMatchObject(claim);
      expect(await users.get(abandoned.id)).toBeNull();
    });

    it('keeps revocations and presence', async () => {
      const stores = await open();
      const { users } = stores;
      const { id } = await register(stores);
      await users.revokeTokens(id, 5_000);
      await users.setPresence(id, { onlineUntil: 9_000, lastSeen: 8_000 });

      await users.update(id, { username: 'renamed' }, later(stores));

      const kept = { validAfter: 5_000, onlineUntil: 9_000, lastSeen: 8_000, isActive: true };
      expect(await users.get(id)).toMatchObject({ username: 'renamed', ...kept });
    });

    it('does not change a deactivated user', async () => {
      const stores = await open();
      const { id } = await register(stores);
      await stores.users.deactivate(id, later(stores));
      const before = await stores.users.get(id);

      const updated = await stores.users.update(id, { username: 'free' }, later(stores));

      expect(updated).toBeNull();
      expect(await stores.users.get(id)).toEqual(before);
      expect(await stores.users.claim(aRegistration({ username: 'free' }))).toBe('claimed');
    });

    it('fails for an unknown user', async () => {
      const stores = await open();

      const update = stores.users.update(stores.ids.uuid(), { username: 'ann' }, 1);

      await expect(update).rejects.toThrow();
      expect(await stores.users.claim(aRegistration({ username: 'ann' }))).toBe('claimed');
    });
  });
};
