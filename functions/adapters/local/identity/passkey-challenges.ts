import type { PasskeyChallenge } from '#core/domain/passkeys/passkey.ts';
import type { PasskeyChallenges } from '#core/ports/passkeys.ts';
import type { Clock } from '#core/ports/system.ts';
import { MemorySecrets } from '../memory-secrets.ts';
import { SignedChallenges } from './signed-challenges.ts';

/** At most about 15 MB. */
const max = 50_000;

/**
 * Until the process ends. Anybody may ask for a sign-in: those are signed, so that a flood of them neither takes memory nor
 * ends others. Setups are in memory: each took a right password, of which a process checks fewer than 10,000 in the five
 * minutes of one (ADR 10).
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
