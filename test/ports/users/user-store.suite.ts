import { describe, expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { presenceOrderMs } from '#core/domain/user.ts';
import { aRegistration } from '#test/support/builders.ts';
import { register } from '#test/support/ports/actions.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';
import { describeUserChanges } from './user-changes.suite.ts';
import { describeClaims } from './user-claims.suite.ts';
import { describeFaces } from './user-faces.suite.ts';
import { describeLeaving } from './user-leaving.suite.ts';
import { describeNames } from './user-names.suite.ts';
import { describeSearch } from './user-search.suite.ts';

/** The contract of every `UserStore`. */
export const describeUserStore = (name: string, open: OpenStores): void => {
  describe(`UserStore: ${name}`, () => {
    describeClaims(open);
    describeSearch(open);
    describeNames(open);
    describeProfiles(open);
    describeUserChanges(open);
    describeFaces(open);
    describeLeaving(open);
  });
};

const describeProfiles = (open: OpenStores): void => {
  describe('profiles', () => {
    it('returns every field of a finished registration', async () => {
      const stores = await open();
      const registration = aRegistration({ username: 'ann lee', email: 'ann@example.com' });

      await register(stores, registration);

      const expected = { ...registration, isFinished: true };
      expect(await stores.users.get(registration.id)).toEqual(expected);
      expect(await stores.users.findByName('ann lee')).toEqual(expected);
      expect(await stores.users.getMany([registration.id])).toEqual([expected]);
    });

    it('finds a name in any case and compatibility form, and no other one', async () => {
      const stores = await open();
      const user = await register(stores, { username: 'straße ﬁn' });

      for (const typed of [
        '  STRAßE FIN ',
        'strasse fin',
        'STRASSE FIN',
        'straẞe ﬁn',
        'ſtraße fin',
      ]) {
        expect((await stores.users.findByName(typed))?.id).toBe(user.id);
      }
      expect(await stores.users.findByName('straße')).toBeNull();
      expect(await stores.users.findByName('')).toBeNull();
    });

    it('returns the existing ones of many ids', async () => {
      const stores = await open();
      const users = await Promise.all(Array.from({ length: 105 }, () => register(stores)));
      const ids = users.map(({ id }) => id);
      const asked = [...ids, ...ids.slice(0, 3), stores.ids.uuid()];

      const found = await stores.users.getMany(asked);

      expect(new Set(found.map(({ id }) => id))).toEqual(new Set(ids));
      expect(await stores.users.getMany([])).toEqual([]);
    });

    it('finds no user by a name above the maximum length', async () => {
      const stores = await open();

      expect(await stores.users.findByName('\u{FDFA}'.repeat(256))).toBeNull();
    });

    it('finds no user under an unknown id', async () => {
      const stores = await open();

      expect(await stores.users.get(stores.ids.uuid())).toBeNull();
    });

    it('moves the time of a revocation only forward', async () => {
      const stores = await open();
      const { id } = await register(stores);

      await stores.users.revokeTokens(id, 5_000);
      await stores.users.revokeTokens(id, 4_000);

      expect((await stores.users.get(id))?.validAfter).toBe(5_000);
    });

    it('lists ended sessions once each, also concurrent ones', async () => {
      const stores = await open();
      const { id } = await register(stores);
      const sessions = Array.from({ length: 6 }, () => stores.ids.uuid());
      const now = stores.clock.now();

      await Promise.all(sessions.map((one) => stores.users.rejectSessions(id, [one], now)));
      await stores.users.rejectSessions(id, sessions.slice(0, 2), now + 1);
      await stores.users.rejectSessions(stores.ids.uuid(), sessions, now);

      const user = await stores.users.get(id);
      expect(user?.endedSessions.map((one) => one.id).sort()).toEqual(sessions.toSorted());
      expect(user?.validAfter).toBe(0);
    });

    it('revokes all earlier tokens if more sessions end than a profile lists', async () => {
      const stores = await open();
      const { id } = await register(stores);
      const many = Array.from({ length: limits.session.maxEnded + 1 }, () => stores.ids.uuid());

      await stores.users.rejectSessions(id, many, 5_500);

      expect((await stores.users.get(id))?.validAfter).toBe(6_000);
    });

    it('keeps the presence lease', async () => {
      const stores = await open();
      const user = await register(stores);

      await stores.users.setPresence(user.id, { onlineUntil: 9_000, lastSeen: 8_000 });

      const expected = { ...user, onlineUntil: 9_000, lastSeen: 8_000 };
      expect(await stores.users.get(user.id)).toEqual(expected);
    });

    it('keeps the latest presence update, unless the clock was set back', async () => {
      const stores = await open();
      const { id } = await register(stores);
      const tell = (lastSeen: number) =>
        stores.users.setPresence(id, { onlineUntil: lastSeen, lastSeen });
      const lastSeen = async () => (await stores.users.get(id))?.lastSeen;

      await tell(500_000);
      await tell(499_999);
      expect(await lastSeen()).toBe(500_000);
      await tell(500_001);
      await tell(500_001 - presenceOrderMs + 1);
      expect(await lastSeen()).toBe(500_001);
      await tell(500_001 - presenceOrderMs);

      expect(await lastSeen()).toBe(500_001 - presenceOrderMs);
    });

    it('creates no user by a presence update or a revocation', async () => {
      const stores = await open();
      const id = stores.ids.uuid();

      await stores.users.setPresence(id, { onlineUntil: 9_000, lastSeen: 8_000 });
      await stores.users.revokeTokens(id, 5_000);

      expect(await stores.users.get(id)).toBeNull();
    });
  });
};
