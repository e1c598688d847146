import type { Challenge } from '#core/domain/factor/factor.ts';
import type { ChallengeStore } from '#core/ports/factors.ts';
import type { Clock } from '#core/ports/system.ts';

/**
 * Challenges in memory: after a restart a sign-in begins again. Their number has no limit, since a limit would let an attacker
 * push out the challenges of others. Each one needs a right password, and a process checks fewer than 10,000 passwords in the
 * five minutes that a challenge is valid (ADR 10).
 */
export const memoryChallengeStore = (clock: Clock): ChallengeStore => {
  const challenges = new Map<string, { readonly challenge: Challenge; tries: number }>();
  const removeExpired = (): void => {
    for (const [secret, { challenge }] of challenges) {
      if (challenge.expiresAt > clock.now()) return;
      challenges.delete(secret);
    }
  };
  return {
    put: async (secret, challenge) => {
      removeExpired();
      challenges.set(secret, { challenge, tries: 0 });
    },
    try: async (secret, maxTries) => {
      removeExpired();
      const found = challenges.get(secret);
      // Where the clock was set back, an earlier one that expires later is in front of it.
      if (!found || found.challenge.expiresAt <= clock.now() || found.tries >= maxTries)
        return null;
      found.tries++;
      return found.challenge;
    },
    take: async (secret) => challenges.delete(secret),
  };
};
