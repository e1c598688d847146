import type { NewInvitation } from '../../domain/invitation.ts';
import type { AuditLog } from '../../ports/audit.ts';
import type { FactorStore } from '../../ports/factors.ts';
import type { IdentityProvider } from '../../ports/identity.ts';
import type { InviteStore } from '../../ports/invitations.ts';
import type { PasskeyStore } from '../../ports/passkeys.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Push } from '../../push.ts';
import type { EndSessions } from '../../shared/end-sessions.ts';
import { logForPerson } from '../../shared/operator-log.ts';
import { deactivateUser } from '../account/deactivate-me.ts';
import { removeFactorOf } from '../factor/remove-factor.ts';
import { removePasskeysOf } from '../passkeys/own-passkeys.ts';

/** Dependencies of what operators do with accounts: the admin page and the commands. */
export interface AccountDeps {
  readonly users: UserStore;
  readonly identities: IdentityProvider;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly endSessions: EndSessions;
  readonly audit: AuditLog;
  readonly factors: FactorStore;
  readonly passkeys: PasskeyStore;
}

/** Dependencies of the operator commands, in both homes. */
export interface OperatorDeps extends AccountDeps {
  readonly invites: InviteStore;
  readonly push: Push;
}

const dayMs = 86_400_000;

/** Creates an invitation code for one registration. */
export const invite = async (
  { invites, clock, ids }: Pick<OperatorDeps, 'invites' | 'clock' | 'ids'>,
  days: number,
): Promise<NewInvitation> => {
  const createdAt = clock.now();
  const expiresAt = createdAt + days * dayMs;
  const made = { id: ids.uuid(), code: ids.secret(), inviterId: null, createdAt, expiresAt };
  await invites.create(made, 0);
  return made;
};

/** Sets and returns a new random password and ends every session. `keep` runs before it is set. */
export const setRandomPassword = async (
  deps: AccountDeps,
  userId: string,
  keep: (password: string) => Promise<void> = async () => undefined,
): Promise<string> => {
  // The prefix provides the digit and the capital letter that the rules require.
  const password = `P1-${deps.ids.secret()}`;
  await keep(password);
  await deps.identities.setPassword(userId, password);
  await deps.endSessions(userId, 'all', 'password_reset');
  return password;
};

/** The opposite of a deactivation: the person signs in with the same password. */
export const reactivateUser = async (deps: AccountDeps, userId: string): Promise<void> => {
  await deps.identities.activate(userId);
  await deps.users.activate(userId, deps.clock.now());
};

/** See `setRandomPassword`; null for an unknown name. */
export const resetPassword = async (
  deps: OperatorDeps,
  username: string,
  keep?: (password: string) => Promise<void>,
): Promise<string | null> => {
  const user = await deps.users.findByName(username);
  if (!user?.isActive) return null;
  return setRandomPassword(deps, user.id, keep);
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

/** False for an unknown name. */
export const reactivateByName = async (deps: OperatorDeps, username: string): Promise<boolean> => {
  const user = await deps.users.findByName(username);
  if (!user?.isFinished) return false;
  await reactivateUser(deps, user.id);
  await logForPerson(deps, null, user, 'reactivate');
  return true;
};

/** Makes a person an operator, or ends that; false for an unknown name. */
export const setOperatorByName = async (
  deps: OperatorDeps,
  username: string,
  isOperator: boolean,
): Promise<boolean> => {
  const user = await deps.users.findByName(username);
  if (!user?.isFinished || (isOperator && !user.isActive)) return false;
  await deps.users.setOperator(user.id, isOperator);
  await logForPerson(deps, null, user, isOperator ? 'make_operator' : 'end_operator');
  return true;
};

/** Removes all passkeys, logged without a device; returns their number, null for an unknown name. */
export const removePasskeysByName = async (
  deps: OperatorDeps,
  username: string,
): Promise<number | null> => {
  const user = await deps.users.findByName(username);
  if (!user?.isActive) return null;
  return removePasskeysOf(deps, user.id, { device: '', address: '' });
};
