import type { InvitationMode } from '#contracts/closed-lists.ts';

/** An invitation that its inviter can see and revoke. Times are epoch milliseconds. */
export interface OpenInvitation {
  readonly id: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** An invitation as it is created: the only place with its code, of which the stores have a hash. */
export interface NewInvitation extends OpenInvitation {
  readonly code: string;
  /** Null for an operator's. */
  readonly inviterId: string | null;
}

/** An invitation that has not expired. */
export interface Invitation {
  readonly inviterId: string | null;
  readonly expiresAt: number;
  /** The user who has used it, or whose registration is using it. */
  readonly usedBy: string | null;
}

/** Is an invitation of this inviter accepted in this mode? Null: an operator's. */
export const isAcceptedIn = (mode: InvitationMode, inviterId: string | null): boolean =>
  mode === 'everyone' || (mode === 'operator' && inviterId === null);
