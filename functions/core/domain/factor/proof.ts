import { factorLimits } from '#contracts/http/factor/factor-limits.ts';
import type { Caller } from '../user.ts';

const lifetime = factorLimits.proofSeconds * 1_000;
/** The clocks of a stage's functions differ by less. */
const clocksDifferMs = 60_000;

/** The session that has given a code or used a passkey, and until when it need not do so again. */
export interface Proof {
  readonly sessionId: string | null;
  readonly until: number;
}

export const proofOf = ({ sessionId }: Caller, now: number): Proof => ({
  sessionId,
  until: now + lifetime,
});

/** Was this proof given by this session a short time ago? If the clock was set back since, it has ended. */
export const isProofOf = (proof: Proof | null, { sessionId }: Caller, now: number): boolean =>
  proof !== null &&
  proof.sessionId === sessionId &&
  proof.until > now &&
  proof.until <= now + lifetime + clocksDifferMs;
