import { describe, expect, it } from 'vitest';
import { type Factor, newFactor } from '#core/domain/factor/factor.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

const whole: Factor = {
  ...newFactor('sealed', 1_000),
  confirmedAt: 2_000,
  usedStep: 3,
  recovery: ['one', 'two'],
  proof: { sessionId: 'session', until: 4_000 },
};
const put = (next: Factor | null) => () => ({ result: null, next });

/** The contract of every `FactorStore` with its `FactorKeys`. */
export const describeFactorStore = (name: string, open: OpenStores): void => {
  describe(`FactorStore: ${name}`, () => {
    it('returns what was stored last, of that user only', async () => {
      const { factors, ids } = await open();
      const [ann, bob] = [ids.uuid(), ids.uuid()];
      const setup = newFactor('sealed', 1);

      expect(await factors.get(ann)).toBeNull();
      await factors.change(ann, put(setup));
      expect(await factors.get(ann)).toEqual(setup);
      await factors.change(ann, put(whole));
      const withoutId = { ...whole, proof: { sessionId: null, until: 5 } };
      await factors.change(bob, put(withoutId));

      expect(await factors.get(ann)).toEqual(whole);
      expect(await factors.get(bob)).toEqual(withoutId);
    });

    it('removes a factor, also one that is not there', async () => {
      const { factors, ids } = await open();
      const ann = ids.uuid();
      await factors.change(ann, put(null));
      await factors.change(ann, put(whole));
      await factors.change(ann, put(null));

      expect(await factors.get(ann)).toBeNull();
    });

    it('leaves it as it is if the decision is to change nothing', async () => {
      const { factors, ids } = await open();
      const ann = ids.uuid();
      await factors.change(ann, put(whole));

      const seen = await factors.change(ann, (factor) => ({ result: factor }));

      expect(seen).toEqual(whole);
      expect(await factors.get(ann)).toEqual(whole);
    });

    it('lets one of 10 concurrent calls use up a code', async () => {
      const { factors, ids } = await open();
      const ann = ids.uuid();
      await factors.change(ann, put(whole));
      const use = (factor: Factor | null) => {
        if (!factor?.recovery.includes('one')) return { result: false };
        return { result: true, next: { ...factor, recovery: ['two'] } };
      };

      const uses = await Promise.all(Array.from({ length: 10 }, () => factors.change(ann, use)));

      expect(uses.filter(Boolean)).toHaveLength(1);
      expect((await factors.get(ann))?.recovery).toEqual(['two']);
    });

    it('does not store a decision on a factor that was removed and set up again', async () => {
      const { factors, ids } = await open();
      const ann = ids.uuid();
      await factors.change(ann, put(whole));
      const asked: (string | undefined)[] = [];
      const other = { ...whole, sealed: 'other' };

      await Promise.all([
        factors.change(ann, put(null)).then(() => factors.change(ann, put(other))),
        factors.change(ann, (factor) => {
          asked.push(factor?.sealed);
          return factor ? { result: null, next: { ...factor, usedStep: 9 } } : { result: null };
        }),
      ]);

      // Whatever came first, the secret of the new setup stays.
      expect((await factors.get(ann))?.sealed).toBe('other');
      expect(asked.length).toBeGreaterThan(0);
    });

    it('encrypts secrets for one user, and stores none readable', async () => {
      const { factors, factorKeys, ids, everythingStored } = await open();
      const [ann, bob] = [ids.uuid(), ids.uuid()];
      const secret = Buffer.from('a secret of 20 bytes');
      const sealed = await factorKeys.seal(ann, secret);
      await factors.change(ann, put({ ...whole, sealed }));

      const stored = (await factors.get(ann))?.sealed ?? '';

      expect(factorKeys.open(ann, stored)).toEqual(secret);
      expect(factorKeys.open(bob, stored)).toBeNull();
      expect(factorKeys.open(ann, 'unknown.c2VhbGVk')).toBeNull();
      const everything = await everythingStored();
      for (const form of ['utf8', 'hex', 'base64', 'base64url'] as const) {
        expect(everything).not.toContain(secret.toString(form));
      }
    });
  });
};
