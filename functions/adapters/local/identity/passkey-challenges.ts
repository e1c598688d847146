import type { PasskeyChallenge } from '#core/domain/passkeys/passkey.ts';
import type { PasskeyChallenges } from '#core/ports/passkeys.ts';
import type { Clock } from '#core/ports/system.ts';
import { MemorySecrets } from '../memory-secrets.ts';

/** Of each purpose: at most about 15 MB. */
const max = 50_000;

/**
 * Challenges in memory. Those of sign-ins are apart, since anybody may ask for one: a flood of them removes none that a
 * signed-in user needs for a new passkey.
 */
export const memoryPasskeyChallenges = (clock: Clock, maxEach = max): PasskeyChallenges => {
  const waiting = {
    sign_in: new MemorySecrets<PasskeyChallenge>(clock, maxEach),
    setup: new MemorySecrets<PasskeyChallenge>(clock, maxEach),
  };
  return {
    put: (challenge) => waiting[challenge.purpose].put(challenge),
    take: async (secret) =>
      (await waiting.sign_in.take(secret)) ?? (await waiting.setup.take(secret)),
  };
};
