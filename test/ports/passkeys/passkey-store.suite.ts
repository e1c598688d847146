import { describe, expect, it } from 'vitest';
import { passkeyLimits } from '#contracts/http/passkeys/passkey-limits.ts';
import { type Passkey, withPasskey } from '#core/domain/passkeys/passkey.ts';
import { aPasskey } from '#test/support/passkeys/a-passkey.ts';
import { register } from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';

const add = ({ passkeys }: Stores, userId: string, added: Passkey): Promise<string> =>
  passkeys.change(userId, (current) => {
    const next = withPasskey(current, added);
    return typeof next === 'string' ? { result: next } : { result: 'added', next };
  });

/** The contract of every `PasskeyStore`. */
export const describePasskeyStore = (name: string, open: OpenStores): void => {
  describe(`PasskeyStore: ${name}`, () => {
    it('lists the passkeys of a user as they were added, in that order', async () => {
      const stores = await open();
      const [ann, bob] = [await register(stores), await register(stores)];
      const [phone, key] = [
        aPasskey({ createdAt: 1 }),
        aPasskey({
          createdAt: 2,
          lastUsedAt: 3,
          isSynced: false,
          counter: 7,
          transports: [],
          proof: { sessionId: 'session', until: 4 },
        }),
      ];

      const nobody = await stores.passkeys.list(ann.id);
      for (const one of [phone, key]) await add(stores, ann.id, one);
      await add(stores, bob.id, aPasskey());

      expect(nobody).toEqual([]);
      expect(await stores.passkeys.list(ann.id)).toEqual([phone, key]);
    });

    it('writes nothing without the next passkeys, and removes those that are not among them', async () => {
      const stores = await open();
      const ann = await register(stores);
      const [phone, key] = [aPasskey({ createdAt: 1 }), aPasskey({ createdAt: 2 })];
      for (const one of [phone, key]) await add(stores, ann.id, one);

      const seen = await stores.passkeys.change(ann.id, (current) => ({ result: current.length }));
      const kept = await stores.passkeys.list(ann.id);
      await stores.passkeys.change(ann.id, () => ({ result: null, next: [key] }));
      const left = await stores.passkeys.list(ann.id);
      await stores.passkeys.change(ann.id, () => ({ result: null, next: [] }));
      await add(stores, ann.id, phone);

      expect([seen, kept, left]).toEqual([2, [phone, key], [key]]);
      expect(await stores.passkeys.list(ann.id)).toEqual([phone]);
    });

    it('decides on the latest passkeys: of 14 that are added at once, ten fit', async () => {
      const stores = await open();
      const ann = await register(stores);

      const added = await Promise.all(
        Array.from({ length: passkeyLimits.perUser + 4 }, () => add(stores, ann.id, aPasskey())),
      );

      expect(added.filter((one) => one === 'added')).toHaveLength(passkeyLimits.perUser);
      expect(await stores.passkeys.list(ann.id)).toHaveLength(passkeyLimits.perUser);
    });
  });
};
