import { describe, expect, it } from 'vitest';
import { aSubscription } from '../support/builders.ts';
import type { OpenStores } from '../support/ports/stores.ts';

/** The contract of every `WebPushSubscriptionStore`. */
export const describeWebPushSubscriptionStore = (name: string, open: OpenStores): void => {
  describe(`WebPushSubscriptionStore: ${name}`, () => {
    it('has one subscription per session, the latest', async () => {
      const { subscriptions, ids } = await open();
      const userId = ids.uuid();
      const phone = aSubscription({ userId });
      const laptop = aSubscription({
        ...{ userId, preview: 'none', language: 'de', sound: false },
        quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' },
      });
      await subscriptions.put(phone);
      await subscriptions.put(laptop);
      await subscriptions.put(aSubscription());
      const moved = { ...phone, endpoint: `${phone.endpoint}-new`, preview: 'name' as const };

      await subscriptions.put(moved);

      const listed = await subscriptions.listByUser(userId);
      expect(listed).toHaveLength(2);
      expect(listed).toEqual(expect.arrayContaining([moved, laptop]));
      expect(await subscriptions.listByUser(ids.uuid())).toEqual([]);
    });

    it('gives an endpoint to the session that stored it last, of the same user or another', async () => {
      const { subscriptions, ids } = await open();
      const [ann, bob] = [ids.uuid(), ids.uuid()];
      const first = aSubscription({ userId: ann });
      await subscriptions.put(first);
      const again = { ...first, sessionId: ids.uuid() };
      await subscriptions.put(again);
      expect(await subscriptions.listByUser(ann)).toEqual([again]);

      const bobs = { ...first, userId: bob, sessionId: ids.uuid() };
      await subscriptions.put(bobs);

      expect(await subscriptions.listByUser(ann)).toEqual([]);
      expect(await subscriptions.listByUser(bob)).toEqual([bobs]);
    });

    it('does not remove another subscription of the session that had the endpoint', async () => {
      const { subscriptions, ids } = await open();
      const userId = ids.uuid();
      const old = aSubscription({ userId });
      const current = { ...old, endpoint: `${old.endpoint}-new` };
      await subscriptions.put(old);
      await subscriptions.put(current);
      const other = aSubscription({ endpoint: old.endpoint });

      await subscriptions.put(other);

      expect(await subscriptions.listByUser(userId)).toEqual([current]);
      expect(await subscriptions.listByUser(other.userId)).toEqual([other]);
    });

    it('has an endpoint once, whoever stores it at the same time', async () => {
      const { subscriptions, ids } = await open();
      const { endpoint } = aSubscription();
      const people = Array.from({ length: 8 }, () => ids.uuid());

      await Promise.all(
        people.map((userId) => subscriptions.put(aSubscription({ userId, endpoint }))),
      );

      const listed = await Promise.all(people.map((id) => subscriptions.listByUser(id)));
      expect(listed.flat()).toHaveLength(1);
    });

    it('removes those of some sessions, and of all', async () => {
      const { subscriptions, ids } = await open();
      const userId = ids.uuid();
      const [one, two, three] = [1, 2, 3].map(() => aSubscription({ userId }));
      for (const each of [one, two, three]) if (each) await subscriptions.put(each);

      await subscriptions.removeSessions(userId, [one?.sessionId ?? '', ids.uuid()]);
      expect(await subscriptions.listByUser(userId)).toHaveLength(2);
      await subscriptions.removeSessions(ids.uuid(), 'all');
      expect(await subscriptions.listByUser(userId)).toHaveLength(2);
      await subscriptions.removeSessions(userId, 'all');

      expect(await subscriptions.listByUser(userId)).toEqual([]);
    });

    it('removes one that is gone, but no newer one of its session', async () => {
      const { subscriptions } = await open();
      const old = aSubscription();
      const current = { ...old, endpoint: `${old.endpoint}-new` };
      await subscriptions.put(current);

      await subscriptions.removeGone(old);
      expect(await subscriptions.listByUser(old.userId)).toEqual([current]);
      await subscriptions.removeGone(current);
      await subscriptions.removeGone(current);

      expect(await subscriptions.listByUser(old.userId)).toEqual([]);
    });

    it('lists none that has expired', async () => {
      const { subscriptions, clock } = await open();
      const one = aSubscription({ expiresAt: clock.now() + 1_000 });
      await subscriptions.put(one);

      clock.advance(999);
      expect(await subscriptions.listByUser(one.userId)).toEqual([one]);
      clock.advance(1);

      expect(await subscriptions.listByUser(one.userId)).toEqual([]);
    });
  });
};
