import { type AccountEvent, factorEvent, type NewAccountEvent, refused } from '../domain/audit.ts';
import { afterCode, type CodeKind, type Factor, isProven, isSet } from '../domain/factor/factor.ts';
import { isProofOf } from '../domain/factor/proof.ts';
import type { SessionClient } from '../domain/session.ts';
import type { Caller } from '../domain/user.ts';
import type { AuditLog } from '../ports/audit.ts';
import type { FactorKeys, FactorStore } from '../ports/factors.ts';
import type { PasskeyStore } from '../ports/passkeys.ts';
import type { Clock } from '../ports/system.ts';
import type { Push } from '../push.ts';
import type { Failure } from '../result.ts';
import { eventView } from '../views/event-view.ts';
import { codeRequired } from './refusals.ts';

interface LogDeps {
  readonly audit: AuditLog;
  readonly push: Push;
}

export interface CodeDeps extends LogDeps {
  readonly factors: FactorStore;
  readonly factorKeys: FactorKeys;
  readonly clock: Clock;
}

export type CodeUse = CodeKind | 'no_factor' | 'invalid_code';

/** Logs an event of the account, and shows it on the devices of its user. */
export const logForDevices = async (
  { audit, push }: LogDeps,
  userId: string,
  event: NewAccountEvent,
): Promise<void> => {
  await audit.add(userId, event);
  const shown: AccountEvent = event;
  await push([{ userId, event: { type: 'account:event', payload: eventView(shown) } }]);
};

/**
 * Uses up a code in one write, so that one of several requests with the same code succeeds. Logs a wrong code, and the
 * use of a recovery code. `isReady`: which factor counts; `andThen`: what else changes in the same write.
 */
export const spendCode = async (
  deps: CodeDeps,
  { userId, code, client }: { userId: string; code: string; client: SessionClient },
  isReady: (factor: Factor | null) => factor is Factor,
  andThen: (factor: Factor) => Factor = (factor) => factor,
): Promise<CodeUse> => {
  const now = deps.clock.now();
  const used = await deps.factors.change<CodeUse>(userId, (factor) => {
    if (!isReady(factor)) return { result: 'no_factor' };
    const secret = deps.factorKeys.open(userId, factor.sealed);
    const after = afterCode(factor, code, { userId, secret, now });
    if (!after) return { result: 'invalid_code' };
    return { result: after.kind, next: andThen(after.factor) };
  });
  if (used === 'invalid_code') await deps.audit.add(userId, refused('code_refused', now, client));
  if (used === 'recovery') {
    await logForDevices(deps, userId, factorEvent('recovery_code_used', now, client));
  }
  return used;
};

export interface ProofDeps {
  readonly factors: FactorStore;
  readonly passkeys: PasskeyStore;
  readonly clock: Clock;
}

/** Refuses a session that has given no code and used no passkey for a while, if its user has any. */
export const requireCode = async (
  { factors, passkeys, clock }: ProofDeps,
  caller: Caller,
): Promise<Failure<'code_required'> | null> => {
  const now = clock.now();
  const factor = await factors.get(caller.userId);
  if (isSet(factor) && isProven(factor, caller, now)) return null;
  const held = await passkeys.list(caller.userId);
  if (!isSet(factor) && held.length === 0) return null;
  return held.some(({ proof }) => isProofOf(proof, caller, now)) ? null : codeRequired;
};
