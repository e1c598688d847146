import type { AuditLog } from '../../ports/audit.ts';
import type { FactorStore } from '../../ports/factors.ts';
import type { IdentityProvider } from '../../ports/identity.ts';
import type { InviteStore } from '../../ports/invitations.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Push } from '../../push.ts';
import type { EndSessions } from '../../shared/end-sessions.ts';
import { deactivateUser } from '../account/deactivate-me.ts';
import { removeFactorOf } from '../factor/remove-factor.ts';

/** Dependencies of the operator commands, in both homes. */
export interface OperatorDeps {
  readonly users: UserStore;
  readonly identities: IdentityProvider;
  readonly invites: InviteStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly endSessions: EndSessions;
  readonly audit: AuditLog;
  readonly factors: FactorStore;
  readonly push: Push;
}

const dayMs = 86_400_000;

/** Creates an invitation code for one registration. */
export const invite = async (
  { invites, clock, ids }: OperatorDeps,
  days: number,
): Promise<{ code: string; expiresAt: number }> => {
  const createdAt = clock.now();
  const code = ids.secret();
  const expiresAt = createdAt + days * dayMs;
  await invites.create({ id: ids.uuid(), code, inviterId: null, createdAt, expiresAt }, 0);
  return { code, expiresAt };
};

/**
 * Sets and returns a new random password and ends every session; null for an unknown name. `keep` runs before it
 * is set.
 */
export const resetPassword = async (
  deps: OperatorDeps,
  username: string,
  keep: (password: string) => Promise<void> = async () => undefined,
): Promise<string | null> => {
  const user = await deps.users.findByName(username);
  if (!user?.isActive) return null;
  // The prefix provides the digit and the capital letter that the rules require.
  const password = `P1-${deps.ids.secret()}`;
  await keep(password);
  await deps.identities.setPassword(user.id, password);
  await deps.endSessions(user.id, 'all', 'password_reset');
  return password;
};

/** Deactivates a user like `DELETE /users/me`; false for an unknown name. */
export const deactivateByName = async (deps: OperatorDeps, username: string): Promise<boolean> => {
  const user = await deps.users.findByName(username);
  if (!user) return false;
  await deactivateUser(deps, user.id);
  return true;
};

/** Removes a second factor, logged without a device; null for an unknown name, false for an account without one. */
export const removeFactorByName = async (
  deps: OperatorDeps,
  username: string,
): Promise<boolean | null> => {
  const user = await deps.users.findByName(username);
  if (!user?.isActive) return null;
  return removeFactorOf(deps, user.id, { device: '', address: '' });
};
