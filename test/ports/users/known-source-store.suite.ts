import { describe, expect, it } from 'vitest';
import type { OpenStores } from '#test/support/ports/stores.ts';

/** The contract of every `KnownSourceStore`. */
export const describeKnownSourceStore = (name: string, open: OpenStores): void => {
  describe(`KnownSourceStore: ${name}`, () => {
    it('knows a source of a user until it expires, and a later sign-in extends that', async () => {
      const { sources, clock, ids } = await open();
      const ann = ids.uuid();
      const end = clock.now() + 1_000;
      await sources.remember(ann, 'network#192.0.2.1', end);

      expect(await sources.has(ann, 'network#192.0.2.1')).toBe(true);
      expect(await sources.has(ann, 'network#192.0.2.2')).toBe(false);
      expect(await sources.has(ids.uuid(), 'network#192.0.2.1')).toBe(false);
      clock.advance(999);
      await sources.remember(ann, 'network#192.0.2.1', end + 1_000);
      clock.advance(1_000);
      expect(await sources.has(ann, 'network#192.0.2.1')).toBe(true);
      clock.advance(1);
      expect(await sources.has(ann, 'network#192.0.2.1')).toBe(false);
    });

    it('does not store where a user was', async () => {
      const { sources, clock, ids, everythingStored } = await open();

      await sources.remember(ids.uuid(), 'network#192.0.2.1', clock.now() + 1_000);

      expect(await everythingStored()).not.toContain('192.0.2.1');
    });

    it('finds no unknown user', async () => {
      const { sources } = await open();

      expect(await sources.has('', 'network#192.0.2.1')).toBe(false);
    });
  });
};
