import { factorLimits } from '#contracts/http/factor/factor-limits.ts';
import type { Caller } from '../user.ts';

/** The session that has given a code or used a passkey, and until when it need not do so again. */
export interface Proof {
  readonly sessionId: string | null;
  readonly until: number;
}

export const proofOf = ({ sessionId }: Caller, now: number): Proof => ({
  sessionId,
  until: now + factorLimits.proofSeconds * 1_000,
});

/** Was this proof given by this session a short time ago? */
export const isProofOf = (proof: Proof | null, { sessionId }: Caller, now: number): boolean =>
  proof !== null && proof.sessionId === sessionId && proof.until > now;
