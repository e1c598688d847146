import type { PasskeyChallenge } from '#core/domain/passkeys/passkey.ts';
import type { PasskeyChallenges } from '#core/ports/passkeys.ts';
import type { Clock } from '#core/ports/system.ts';
import { MemorySecrets } from '../memory-secrets.ts';
import { SignedChallenges } from './signed-challenges.ts';

/** At most about 15 MB. */
const max = 50_000;

/**
 * All are valid until the process ends, at most. Anybody may request a challenge for a sign-in, so these are signed and not
 * stored: a flood of them takes no memory and pushes out no other. Challenges for setups are in memory: each one needs a right
 * password, and a process checks fewer than 10,000 passwords in the five minutes that a challenge is valid (ADR 10).
 */
export const memoryPasskeyChallenges = (clock: Clock, maxEach = max): PasskeyChallenges => {
  const signIns = new SignedChallenges(clock, maxEach);
  const setups = new MemorySecrets<PasskeyChallenge>(clock, maxEach);
  return {
    put: async (challenge) => {
      if (challenge.purpose === 'sign_in') return signIns.issue(challenge);
      await setups.put(challenge);
      return challenge.secret;
    },
    take: async (secret) => {
      const expiresAt = signIns.use(secret);
      return expiresAt === null
        ? setups.take(secret)
        : { secret, purpose: 'sign_in', userId: null, expiresAt };
    },
  };
};
