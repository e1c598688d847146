import type { InvitationMode } from '#contracts/closed-lists.ts';
import { invitationLimits } from '#contracts/http/invitation-limits.ts';
import type {
  CreatedInvitation,
  Invitation,
  Invitations,
} from '#contracts/http/invitation-shapes.ts';
import type { OpenInvitation } from '../../domain/invitation.ts';
import type { Caller } from '../../domain/user.ts';
import type { InviteStore } from '../../ports/invitations.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { isoTime } from '../../views/time.ts';

interface Deps {
  readonly users: UserStore;
  readonly invites: InviteStore;
}

interface CreateDeps extends Deps {
  readonly invitations: InvitationMode;
  readonly clock: Clock;
  readonly ids: Ids;
}

const { maxOpen, days } = invitationLimits;
const dayMs = 86_400_000;

const closed = fail('invitations_closed', { detail: 'Users cannot invite here.' });
const tooMany = fail('too_many_invitations', {
  detail: `You have ${maxOpen} open invitations: revoke one, or wait until one is used or expires.`,
});
const notFound = fail('invitation_not_found', {
  detail: 'You have no such open invitation: it has been used, has expired, or was revoked.',
});

export const invitationView = ({ id, createdAt, expiresAt }: OpenInvitation): Invitation => ({
  id,
  created_at: isoTime(createdAt),
  expires_at: isoTime(expiresAt),
});

/** The only response with the code. */
export const makeCreateInvitation =
  ({ users, invites, invitations, clock, ids }: CreateDeps) =>
  async (
    caller: Caller,
  ): Promise<
    Result<CreatedInvitation, 'unauthenticated' | 'invitations_closed' | 'too_many_invitations'>
  > => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    if (invitations !== 'everyone') return closed;
    const createdAt = clock.now();
    const invitation = {
      id: ids.uuid(),
      code: ids.secret(),
      inviterId: caller.userId,
      createdAt,
      expiresAt: createdAt + days * dayMs,
    };
    if ((await invites.create(invitation, maxOpen)) === 'too_many') return tooMany;
    return ok({ ...invitationView(invitation), code: invitation.code });
  };

/** Empty if users cannot invite: then their former invitations are not accepted either. */
export const makeListInvitations =
  ({ users, invites, invitations }: Deps & Pick<CreateDeps, 'invitations'>) =>
  async (caller: Caller): Promise<Result<Invitations, 'unauthenticated'>> => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    if (invitations !== 'everyone') return ok({ items: [], may_invite: false });
    const items = (await invites.listOpen(caller.userId)).map(invitationView);
    return ok({ items, may_invite: true });
  };

export const makeRevokeInvitation =
  ({ users, invites }: Deps) =>
  async (
    caller: Caller,
    id: string,
  ): Promise<Result<null, 'unauthenticated' | 'invitation_not_found'>> => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    return (await invites.revoke(caller.userId, id)) ? ok(null) : notFound;
  };
