import type { InvitationMode } from '#contracts/closed-lists.ts';
import type { Invitation } from '../domain/invitation.ts';
import { isAcceptedIn } from '../domain/invitation.ts';
import type { User } from '../domain/user.ts';
import { isReachable } from '../domain/user.ts';
import type { InviteStore } from '../ports/invitations.ts';
import type { UserStore } from '../ports/users.ts';

/** An invitation that the operator's setting accepts, with its inviter: null for an operator's. */
export interface FoundInvitation {
  readonly invitation: Invitation;
  readonly inviter: User | null;
}

/** Null also if the inviter is deactivated, so that a deactivation ends all invitations of a user. */
export const findInvitation = async (
  deps: {
    readonly invites: InviteStore;
    readonly users: UserStore;
    readonly invitations: InvitationMode;
  },
  code: string,
): Promise<FoundInvitation | null> => {
  const invitation = await deps.invites.find(code);
  if (!invitation || !isAcceptedIn(deps.invitations, invitation.inviterId)) return null;
  if (invitation.inviterId === null) return { invitation, inviter: null };
  const inviter = await deps.users.get(invitation.inviterId);
  return isReachable(inviter) ? { invitation, inviter } : null;
};
