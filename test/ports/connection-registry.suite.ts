import { describe, expect, it } from 'vitest';
import { aConnection } from '../support/builders.ts';
import type { OpenStores } from '../support/ports/stores.ts';

/** The contract of every `ConnectionRegistry`. */
export const describeConnectionRegistry = (name: string, open: OpenStores): void => {
  describe(`ConnectionRegistry: ${name}`, () => {
    it('returns a registration by its id', async () => {
      const { connections, ids } = await open();
      const everything = aConnection();
      const one = aConnection({ conversationId: ids.uuid() });

      await connections.add(everything);
      await connections.add(one);

      expect(await connections.get(everything.id)).toEqual(everything);
      expect(await connections.get(one.id)).toEqual(one);
      expect(await connections.get(one.id, 'eventual')).toEqual(one);
      expect(await connections.get('unknown=')).toBeNull();
      expect(await connections.get('unknown=', 'eventual')).toBeNull();
      expect(await connections.listByUsers([one.userId], 'eventual')).toEqual(
        await connections.listByUsers([one.userId]),
      );
    });

    it('lists the registrations of several users, oldest first', async () => {
      const { connections, ids, clock } = await open();
      const [ann, bob, carol] = [ids.uuid(), ids.uuid(), ids.uuid()];
      const now = clock.now();
      const newest = aConnection({ userId: ann, connectedAt: now + 2 });
      const oldest = aConnection({ userId: ann, connectedAt: now });
      const middle = aConnection({ userId: bob, connectedAt: now + 1 });
      const foreign = aConnection({ userId: carol });
      for (const one of [newest, foreign, oldest, middle]) await connections.add(one);

      const listed = await connections.listByUsers([ann, bob, ids.uuid()]);

      expect(listed).toEqual([oldest, middle, newest]);
      expect(await connections.listByUsers([])).toEqual([]);
    });

    it('removes exactly one registration, and ignores an unknown one', async () => {
      const { connections, ids } = await open();
      const userId = ids.uuid();
      const [gone, stays] = [aConnection({ userId }), aConnection({ userId })];
      await connections.add(gone);
      await connections.add(stays);

      await connections.remove(gone.id);
      await connections.remove(gone.id);
      await connections.remove('unknown=');

      expect(await connections.get(gone.id)).toBeNull();
      expect(await connections.listByUsers([userId])).toEqual([stays]);
    });

    it('returns no expired registration', async () => {
      const { connections, clock } = await open();
      const expiresAt = clock.now() + 1_000;
      const one = aConnection({ expiresAt });
      await connections.add(one);

      clock.advance(999);
      const before = await connections.listByUsers([one.userId]);
      clock.advance(1);

      expect(before).toEqual([one]);
      expect(await connections.listByUsers([one.userId])).toEqual([]);
      expect(await connections.get(one.id)).toBeNull();
    });

    it('stores whether a page is visible, but restores no removed or expired registration', async () => {
      const { connections, clock } = await open();
      const expiresAt = clock.now() + 1_000;
      const [looked, removed, expired] = [
        aConnection({ expiresAt: expiresAt + 1_000 }),
        aConnection({ expiresAt }),
        aConnection({ expiresAt }),
      ];
      for (const one of [looked, removed, expired]) await connections.add(one);
      await connections.setVisible(looked.id, true);
      await connections.remove(removed.id);
      await connections.setVisible(removed.id, true);
      clock.advance(1_000);
      await connections.setVisible(expired.id, true);
      await connections.setVisible('unknown=', true);

      expect(await connections.get(looked.id)).toEqual({ ...looked, isVisible: true });
      expect(
        await connections.listByUsers([looked.userId, removed.userId, expired.userId]),
      ).toEqual([{ ...looked, isVisible: true }]);
      await connections.setVisible(looked.id, false);
      expect(await connections.listByUsers([looked.userId])).toEqual([looked]);
    });

    it('extends a registration, but restores no removed or expired one', async () => {
      const { connections, clock } = await open();
      const expiresAt = clock.now() + 1_000;
      const [lasting, removed, expired] = [
        aConnection({ expiresAt }),
        aConnection({ expiresAt }),
        aConnection({ expiresAt }),
      ];
      for (const one of [lasting, removed, expired]) await connections.add(one);
      await connections.renew(lasting.id, expiresAt + 60_000);
      await connections.remove(removed.id);
      await connections.renew(removed.id, expiresAt + 60_000);
      clock.advance(1_000);
      await connections.renew(expired.id, expiresAt + 60_000);
      await connections.renew('unknown=', expiresAt + 60_000);

      const longer = { ...lasting, expiresAt: expiresAt + 60_000 };
      expect(await connections.get(lasting.id)).toEqual(longer);
      expect(await connections.listByUsers([lasting.userId])).toEqual([longer]);
      for (const { id, userId } of [removed, expired]) {
        expect(await connections.get(id)).toBeNull();
        expect(await connections.listByUsers([userId])).toEqual([]);
      }
    });
  });
};
