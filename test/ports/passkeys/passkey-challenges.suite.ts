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
      const signed = await passkeyChallenges.put(challenge);

      const taken = await passkeyChallenges.take(signed);

      expect(taken).toEqual({ ...challenge, secret: signed });
      expect(await passkeyChallenges.take(signed)).toBeNull();
    });

    it.each([
      ['of a setup', aPasskeyChallenge()],
      ['of a sign-in', aPasskeyChallenge({ purpose: 'sign_in', userId: null })],
    ])('returns a challenge %s to exactly one of 20 concurrent calls', async (_, more) => {
      const { passkeyChallenges, clock } = await open();
      const challenge = { ...more, expiresAt: clock.now() + 1_000 };
      const signed = await passkeyChallenges.put(challenge);

      const takes = Array.from({ length: 20 }, () => passkeyChallenges.take(signed));

      const taken = (await Promise.all(takes)).filter(Boolean);
      expect(taken).toEqual([{ ...challenge, secret: signed }]);
    });

    it.each([
      ['setup', aPasskeyChallenge()],
      ['sign-in', aPasskeyChallenge({ purpose: 'sign_in', userId: null })],
    ])('returns no expired and no unknown challenge of a %s', async (_, more) => {
      const { passkeyChallenges, clock } = await open();
      const challenge = { ...more, expiresAt: clock.now() + 1_000 };
      const signed = await passkeyChallenges.put(challenge);

      clock.advance(1_000);

      expect(await passkeyChallenges.take(signed)).toBeNull();
      expect(await passkeyChallenges.take('unknown')).toBeNull();
    });
  });
};
