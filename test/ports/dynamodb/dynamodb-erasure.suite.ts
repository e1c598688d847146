import { describe, expect, test } from 'vitest';
import { eraseAccounts } from '#scripts/verify/erase.ts';
import { openBetween, register, send } from '../../support/ports/actions.ts';
import type { dynamoHome } from '../../support/ports/dynamo-home.ts';

type Open = ReturnType<typeof dynamoHome>['openStores'];

/** Deletes the accounts of a verification run, with an operator's rights. */
export const describeErasure = (openStores: Open): void => {
  describe('the erasure of accounts', () => {
    test('leaves no trace of them, and does not change other accounts', async () => {
      const stores = await openStores();
      const [ada, bob, eve] = [
        await register(stores),
        await register(stores),
        await register(stores),
      ];
      const own = await openBetween(stores, ada, bob);
      const shared = await openBetween(stores, bob, eve);
      await send(stores, own.id, { senderId: ada.id });
      await send(stores, shared.id, { senderId: eve.id });
      await stores.blocks.block(ada.id, bob.id);
      for (const { id } of [ada, bob]) await stores.users.deactivate(id, stores.clock.now());
      const removed: string[] = [];
      const identities = { remove: async (id: string) => void removed.push(id) };

      const count = await eraseAccounts(stores.table, identities, [ada, bob]);

      const left = await stores.everythingStored();
      expect(count).toBeGreaterThan(8);
      expect(removed).toEqual([ada.id, bob.id]);
      expect(left).not.toContain(ada.id);
      expect(left).not.toContain(own.id);
      expect(left).not.toContain(`"PK":"USER#${bob.id}"`);
      expect((await stores.users.findByName(eve.username))?.id).toBe(eve.id);
      expect((await stores.conversations.get(shared.id))?.id).toBe(shared.id);
      await expect(stores.users.findByName(ada.username)).resolves.toBeNull();
    });
  });
};
