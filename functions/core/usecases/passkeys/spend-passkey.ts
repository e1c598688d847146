import type { Assertion } from '#contracts/http/passkeys/web-authn.ts';
import type { Proof } from '../../domain/factor/proof.ts';
import { type Passkey, withUse } from '../../domain/passkeys/passkey.ts';
import type { PasskeyChallenges, PasskeyStore, PasskeyVerifier } from '../../ports/passkeys.ts';
import type { Clock } from '../../ports/system.ts';

export interface PasskeyDeps {
  readonly passkeys: PasskeyStore;
  readonly passkeyChallenges: PasskeyChallenges;
  readonly verifier: PasskeyVerifier;
  readonly clock: Clock;
}

export interface Signed {
  readonly assertion: Assertion;
  /** Of the page that asks. */
  readonly origin: string;
}

/**
 * Checks a signature and stores its use in one write; false if it is not valid. Uses up its challenge, which is one of
 * `POST /api/auth/passkeys/options`. `proof`: what the use proves, if the user is signed in.
 */
export const spendPasskey = async (
  deps: PasskeyDeps,
  { userId, passkey }: { userId: string; passkey: Passkey },
  { assertion, origin }: Signed,
  proof?: Proof,
): Promise<boolean> => {
  const use = await deps.verifier.checkUse(assertion, passkey, {
    origin,
    isChallenge: async (secret) =>
      (await deps.passkeyChallenges.take(secret))?.purpose === 'sign_in',
  });
  if (!use) return false;
  return deps.passkeys.change(userId, (current) => {
    const how = { at: deps.clock.now(), ...(proof && { proof }) };
    const next = withUse(current, passkey.id, use, how);
    return next ? { result: true, next } : { result: false };
  });
};
