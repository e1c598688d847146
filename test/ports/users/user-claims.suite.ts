import { describe, expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { aRegistration } from '#test/support/builders.ts';
import { register } from '#test/support/ports/actions.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

const takeoverAfter = limits.unfinishedClaimSeconds * 1_000;

export const describeClaims = (open: OpenStores): void => {
  describe('claim, finish and release', () => {
    it('hide an unfinished registration from searches, and show a finished one to all', async () => {
      const { users } = await open();
      const ann = aRegistration({ username: 'ann' });

      const claimed = await users.claim(ann);
      const before = await users.search('ann', { offset: 0, limit: 10 });
      await users.finish(ann.id);
      await users.finish(ann.id);

      expect(claimed).toBe('claimed');
      expect(before).toEqual({ items: [], total: 0 });
      expect((await users.get(ann.id))?.isFinished).toBe(true);
      expect((await users.search('ann', { offset: 0, limit: 10 })).total).toBe(1);
    });

    it('refuse a taken name in any form, and store nothing then', async () => {
      const stores = await open();
      const { users } = stores;
      await register(stores, { username: 'ﬁn', email: 'ann@example.com' });
      const sameName = aRegistration({ username: 'fin', email: 'free@example.com' });

      expect(await users.claim(sameName)).toBe('username_taken');

      expect(await users.get(sameName.id)).toBeNull();
    });

    it('give a name to exactly one of 20 concurrent registrations', async () => {
      const { users } = await open();
      const wanted = Array.from({ length: 20 }, () => aRegistration({ username: 'ann' }));

      const outcomes = await Promise.all(wanted.map((user) => users.claim(user)));

      expect(outcomes.filter((outcome) => outcome === 'claimed')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'username_taken')).toHaveLength(19);
      const winner = wanted[outcomes.indexOf('claimed')];
      expect(await users.findByName('ann')).toEqual(winner);
      const stored = await Promise.all(wanted.map(({ id }) => users.get(id)));
      expect(stored.filter(Boolean)).toHaveLength(1);
    });

    it('allow one e-mail address in several accounts, since addresses are not verified', async () => {
      const { users } = await open();
      const email = 'ann@example.com';
      const wanted = Array.from({ length: 10 }, () => aRegistration({ email }));

      const outcomes = await Promise.all(wanted.map((user) => users.claim(user)));

      expect(new Set(outcomes)).toEqual(new Set(['claimed']));
      const stored = await Promise.all(wanted.map(({ id }) => users.get(id)));
      expect(stored.map((user) => user?.email)).toEqual(wanted.map(() => email));
    });

    it('free the name of a released registration', async () => {
      const { users } = await open();
      const claim = { username: 'ann', email: 'ann@example.com' };
      const first = aRegistration(claim);
      await users.claim(first);

      await users.release(first.id);
      const second = await users.claim(aRegistration(claim));

      expect(second).toBe('claimed');
      expect(await users.get(first.id)).toBeNull();
    });

    it('release no finished registration, and no unknown one', async () => {
      const stores = await open();
      const ann = await register(stores);

      await stores.users.release(ann.id);
      await stores.users.release(stores.ids.uuid());

      expect(await stores.users.get(ann.id)).toEqual(ann);
      const again = await stores.users.claim(aRegistration({ username: ann.username }));
      expect(again).toBe('username_taken');
    });
  });

  describe('an unfinished registration', () => {
    it('keeps its claims for five minutes, and can then be taken over', async () => {
      const { users, clock } = await open();
      const claim = { username: 'ann', email: 'ann@example.com' };
      const first = aRegistration({ ...claim, createdAt: clock.now() });
      await users.claim(first);

      clock.advance(takeoverAfter - 1);
      const early = await users.claim(aRegistration({ ...claim, createdAt: clock.now() }));
      clock.advance(1);
      const second = aRegistration({ ...claim, createdAt: clock.now() });
      const late = await users.claim(second);

      expect([early, late]).toEqual(['username_taken', 'claimed']);
      expect(await users.get(first.id)).toBeNull();
      expect(await users.findByName('ann')).toEqual(second);
    });

    it('cannot be finished or released once it was taken over', async () => {
      const { users, clock } = await open();
      const first = aRegistration({ username: 'ann', createdAt: clock.now() });
      await users.claim(first);
      clock.advance(takeoverAfter);
      const second = aRegistration({ username: 'ann', createdAt: clock.now() });
      await users.claim(second);

      await expect(users.finish(first.id)).rejects.toThrow();
      await users.release(first.id);
      await users.finish(second.id);

      expect(await users.findByName('ann')).toEqual({ ...second, isFinished: true });
      expect((await users.search('ann', { offset: 0, limit: 10 })).total).toBe(1);
    });

    it('is taken over by exactly one of 10 concurrent registrations', async () => {
      const { users, clock } = await open();
      await users.claim(aRegistration({ username: 'ann', createdAt: clock.now() }));
      clock.advance(takeoverAfter);
      const wanted = Array.from({ length: 10 }, () =>
        aRegistration({ username: 'ann', createdAt: clock.now() }),
      );

      const outcomes = await Promise.all(wanted.map((user) => users.claim(user)));

      expect(outcomes.filter((outcome) => outcome === 'claimed')).toHaveLength(1);
      expect(await users.findByName('ann')).toEqual(wanted[outcomes.indexOf('claimed')]);
    });

    it('cannot be taken over once it is finished', async () => {
      const stores = await open();
      const ann = await register(stores, { username: 'ann' });
      stores.clock.advance(takeoverAfter);

      const again = aRegistration({ username: 'ann', createdAt: stores.clock.now() });

      expect(await stores.users.claim(again)).toBe('username_taken');
      expect(await stores.users.findByName('ann')).toEqual(ann);
    });
  });
};
