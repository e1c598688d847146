import type { AccountAction } from '#contracts/closed-lists.ts';
import type { AdminPersonDetail } from '#contracts/http/admin/shapes.ts';
import type { SessionClient } from '../../domain/session.ts';
import type { Caller, User } from '../../domain/user.ts';
import type { AttachmentStore } from '../../ports/attachments.ts';
import type { Failure, Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { authenticateOperator, type OperatorRefusal } from '../../shared/authenticate-operator.ts';
import { type PasswordDeps, refuseWrongPassword } from '../../shared/current-password.ts';
import { logForOperator, logForPerson } from '../../shared/operator-log.ts';
import { userNotFound } from '../../shared/refusals.ts';
import { requireCode } from '../../shared/second-factor.ts';
import { personDetail } from '../../views/person-view.ts';
import { deactivateUser } from '../account/deactivate-me.ts';
import { type AccountDeps, reactivateUser, setRandomPassword } from './operate-users.ts';

interface Deps extends AccountDeps, PasswordDeps {
  readonly attachments: AttachmentStore;
}

export interface AccountRequest {
  readonly action: AccountAction;
  readonly sessionId?: string | undefined;
  readonly currentPassword?: string | undefined;
  readonly address: string;
  readonly client: SessionClient;
}

type Refusal =
  | OperatorRefusal
  | 'code_required'
  | 'invalid_password'
  | 'user_not_found'
  | 'session_not_found'
  | 'operator_account'
  | 'too_many_attempts';

const operatorAccount = fail('operator_account', {
  detail: 'This is the account of an operator: only the command line of the server changes it.',
});
const sessionNotFound = fail('session_not_found', { detail: 'There is no such session.' });

/** A page that an operator left open, or that was taken over, cannot take over accounts. */
const confirm = async (
  deps: Deps,
  caller: Caller,
  { currentPassword: password = '', address, client }: AccountRequest,
): Promise<Failure<'code_required' | 'invalid_password' | 'too_many_attempts'> | null> => {
  const typed = { password, field: 'current_password', address, client };
  return (await requireCode(deps, caller)) ?? (await refuseWrongPassword(deps, caller, typed));
};

/** Does what was asked; returns a new password. */
const act = async (
  deps: Deps,
  user: User,
  { action, sessionId }: AccountRequest,
): Promise<string | null> => {
  if (action === 'reset_password') return setRandomPassword(deps, user.id);
  if (action === 'deactivate') await deactivateUser(deps, user.id);
  if (action === 'reactivate') await reactivateUser(deps, user.id);
  if (action === 'end_sessions') {
    await deps.endSessions(user.id, sessionId ? [sessionId] : 'all', 'ended_by_operator');
  }
  return null;
};

const hasSession = async ({ identities }: Deps, userId: string, id: string): Promise<boolean> =>
  (await identities.listSessions(userId)).some((session) => session.id === id);

/**
 * Ending sessions protects an account, so it is allowed for everybody and needs no password. The rest is refused for
 * operators, so that none can lock out or take over another, or lock out themselves.
 */
const refusalOf = async (
  deps: Deps,
  { caller, user }: { caller: Caller; user: User },
  request: AccountRequest,
): Promise<Failure<Exclude<Refusal, OperatorRefusal>> | null> => {
  const { action, sessionId } = request;
  if (action === 'end_sessions') {
    return sessionId && !(await hasSession(deps, user.id, sessionId)) ? sessionNotFound : null;
  }
  if (user.isOperator) return operatorAccount;
  if (action === 'reset_password' && !user.isActive) return userNotFound;
  return confirm(deps, caller, request);
};

export const makeOperateAccount =
  (deps: Deps) =>
  async (
    caller: Caller,
    id: string,
    request: AccountRequest,
  ): Promise<Result<{ person: AdminPersonDetail; password: string | null }, Refusal>> => {
    const { action, client } = request;
    const found = await authenticateOperator(deps.users, caller);
    if (!found.ok) return found;
    const operator = found.value;
    const user = await deps.users.get(id);
    if (!user?.isFinished) return userNotFound;
    const refusal = await refusalOf(deps, { caller, user }, request);
    if (refusal) return refusal;
    // Before the action, so that none is without an entry.
    if (user.id !== operator.id) await logForOperator(deps, operator, client, { action, user });
    const password = await act(deps, user, request);
    // A deactivation has just deleted the log of the person.
    if (action !== 'deactivate') await logForPerson(deps, operator, user, action);
    const changed = (await deps.users.get(id)) ?? user;
    return ok({ person: await personDetail(deps, changed), password });
  };
