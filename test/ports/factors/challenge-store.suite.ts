import { describe, expect, it } from 'vitest';
import type { OpenStores } from '#test/support/ports/stores.ts';

/** The contract of every `ChallengeStore`. */
export const describeChallengeStore = (name: string, open: OpenStores): void => {
  const setup = async () => {
    const stores = await open();
    const now = stores.clock.now();
    const challenge = {
      userId: stores.ids.uuid(),
      checked: 'what only the client may use',
      createdAt: now,
      expiresAt: now + 60_000,
      eventId: 'an event',
    };
    await stores.challenges.put('secret', challenge);
    return { ...stores, challenge };
  };

  describe(`ChallengeStore: ${name}`, () => {
    it('returns a challenge as often as it may be tried, also to concurrent calls', async () => {
      const { challenges, challenge } = await setup();

      const tries = await Promise.all(Array.from({ length: 8 }, () => challenges.try('secret', 5)));

      expect(tries.filter((one) => one !== null)).toEqual(Array(5).fill(challenge));
      expect(await challenges.try('another secret', 5)).toBeNull();
    });

    it('returns no expired challenge', async () => {
      const { challenges, challenge, clock } = await setup();
      clock.advance(59_999);
      expect(await challenges.try('secret', 5)).toEqual(challenge);
      clock.advance(1);

      expect(await challenges.try('secret', 5)).toBeNull();
    });

    it('returns no expired one behind one that expires later, after the clock was set back', async () => {
      const { challenges, challenge, clock } = await setup();
      const expiresAt = challenge.expiresAt - 30_000;
      await challenges.put('another secret', { ...challenge, expiresAt });
      clock.advance(30_000);

      expect(await challenges.try('another secret', 5)).toBeNull();
      expect(await challenges.try('secret', 5)).toEqual(challenge);
    });

    it('is taken by exactly one of 10 concurrent calls, and then unknown', async () => {
      const { challenges } = await setup();

      const taken = await Promise.all(Array.from({ length: 10 }, () => challenges.take('secret')));

      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await challenges.try('secret', 5)).toBeNull();
      expect(await challenges.take('unknown')).toBe(false);
    });

    it('stores neither the secret nor what was checked', async () => {
      const { everythingStored } = await setup();

      const everything = await everythingStored();

      expect(everything).not.toContain('"secret"');
      expect(everything).not.toContain('what only the client may use');
    });
  });
};
