import { describe, expect, it } from 'vitest';
import { aPasskeyChallenge } from '#test/support/passkeys/a-passkey.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

/** The contract of every `PasskeyChallenges`. */
export const describePasskeyChallenges = (name: string, open: OpenStores): void => {
  describe(`PasskeyChallenges: ${name}`, () => {
    it.each([
      ['of a setup', aPasskeyChallenge()],
      ['of a sign-in', aPasskeyChallenge({ purpose: 'sign_in', userId: null })],
    ])('returns a challenge %s once, as it was put', async (_, { expiresAt: _end, ...more }) => {
      const { passkeyChallenges, clock } = await open();
      const challenge = { ...more, expiresAt: clock.now() + 1_000 };
      await passkeyChallenges.put(challenge);

      const taken = await passkeyChallenges.take(challenge.secret);

      expect(taken).toEqual(challenge);
      expect(await passkeyChallenges.take(challenge.secret)).toBeNull();
    });

    it('returns a challenge to exactly one of 20 concurrent calls', async () => {
      const { passkeyChallenges, clock } = await open();
      const challenge = aPasskeyChallenge({ expiresAt: clock.now() + 1_000 });
      await passkeyChallenges.put(challenge);

      const takes = Array.from({ length: 20 }, () => passkeyChallenges.take(challenge.secret));

      expect((await Promise.all(takes)).filter(Boolean)).toEqual([challenge]);
    });

    it('returns no expired and no unknown challenge', async () => {
      const { passkeyChallenges, clock } = await open();
      const challenge = aPasskeyChallenge({ expiresAt: clock.now() + 1_000 });
      await passkeyChallenges.put(challenge);

      clock.advance(1_000);

      expect(await passkeyChallenges.take(challenge.secret)).toBeNull();
      expect(await passkeyChallenges.take('unknown')).toBeNull();
    });
  });
};
