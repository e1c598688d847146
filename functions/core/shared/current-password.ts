import { refused } from '../domain/audit.ts';
import type { SessionClient } from '../domain/session.ts';
import type { Caller } from '../domain/user.ts';
import type { AuditLog } from '../ports/audit.ts';
import type { CounterStore } from '../ports/counters.ts';
import type { IdentityProvider, PasswordQueue } from '../ports/identity.ts';
import type { Clock } from '../ports/system.ts';
import type { Failure } from '../result.ts';
import { countCurrentPassword } from './attempts.ts';
import { invalidPassword, tooManyAttempts } from './refusals.ts';

export interface PasswordDeps {
  readonly identities: IdentityProvider;
  readonly counters: CounterStore;
  readonly queue: PasswordQueue;
  readonly clock: Clock;
  readonly audit: AuditLog;
}

export interface TypedPassword {
  readonly password: string;
  /** Its name in the request. */
  readonly field: string;
  readonly address: string;
  readonly client: SessionClient;
}

/** Asks a signed-in user for the password again: null if it is right. Logs and counts a wrong one. */
export const refuseWrongPassword = async (
  deps: PasswordDeps,
  caller: Caller,
  { password, field, address, client }: TypedPassword,
): Promise<Failure<'invalid_password' | 'too_many_attempts'> | null> => {
  const { userId } = caller;
  const tried = await countCurrentPassword(
    deps,
    caller,
    address,
    () => deps.identities.checkPassword(userId, password),
    (answer) => typeof answer === 'string',
  );
  if (tried.ok && typeof tried.value !== 'string') return null;
  await deps.audit.add(userId, refused('password_refused', deps.clock.now(), client));
  if (!tried.ok) return tried;
  return tried.value === 'too_many_attempts' ? tooManyAttempts : invalidPassword(field);
};
