import type { InvitationMode } from '#contracts/closed-lists.ts';
import { invitationLimits } from '#contracts/http/invitation-limits.ts';
import type { CreatedInvitation } from '#contracts/http/invitation-shapes.ts';
import type { SessionClient } from '../../domain/session.ts';
import type { Caller } from '../../domain/user.ts';
import type { AuditLog } from '../../ports/audit.ts';
import type { InviteStore } from '../../ports/invitations.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { authenticateOperator, type OperatorRefusal } from '../../shared/authenticate-operator.ts';
import { logForOperator } from '../../shared/operator-log.ts';
import { invitationView } from '../invitations/own-invitations.ts';
import { invite } from './operate-users.ts';

interface Deps {
  readonly users: UserStore;
  readonly invites: InviteStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

const closed = fail('invitations_closed', { detail: 'No invitations are accepted here.' });
const notFound = fail('invitation_not_found', {
  detail: 'There is no such open invitation: it has been used, has expired, or was revoked.',
});

/** The only response with the code. */
export const makeInviteAsOperator =
  (deps: Deps & { readonly ids: Ids; readonly invitations: InvitationMode }) =>
  async (
    caller: Caller,
    client: SessionClient,
  ): Promise<Result<CreatedInvitation, OperatorRefusal | 'invitations_closed'>> => {
    const operator = await authenticateOperator(deps.users, caller);
    if (!operator.ok) return operator;
    if (deps.invitations === 'nobody') return closed;
    await logForOperator(deps, operator.value, client, { action: 'invite' });
    const made = await invite(deps, invitationLimits.days);
    return ok({ ...invitationView(made), code: made.code });
  };

export const makeRevokeAsOperator =
  (deps: Deps) =>
  async (
    caller: Caller,
    id: string,
    client: SessionClient,
  ): Promise<Result<null, OperatorRefusal | 'invitation_not_found'>> => {
    const operator = await authenticateOperator(deps.users, caller);
    if (!operator.ok) return operator;
    if (!(await deps.invites.revoke(null, id))) return notFound;
    await logForOperator(deps, operator.value, client, { action: 'revoke_invitation' });
    return ok(null);
  };
