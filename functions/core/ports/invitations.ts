import type { Invitation, NewInvitation, OpenInvitation } from '../domain/invitation.ts';

/**
 * Invitations, by a hash of their code. A registration uses one in the write that claims its name
 * (`UserStore.claim`). If that registration is released or abandoned, the invitation is open again.
 */
export interface InviteStore {
  /** Refuses a user who has `maxOpen` open ones, also under concurrency. An operator's are not limited. */
  create(invitation: NewInvitation, maxOpen: number): Promise<'created' | 'too_many'>;
  /** Null if it is unknown, revoked or expired. */
  find(code: string): Promise<Invitation | null>;
  /** Uses it for an existing user: exactly one of several succeeds, and that one may repeat it. */
  use(code: string, userId: string): Promise<boolean>;
  /** The inviter's invitations that can be used, oldest first. Null: those of operators. */
  listOpen(inviterId: string | null): Promise<OpenInvitation[]>;
  /** Removes an open invitation; false if the inviter has no such one. */
  revoke(inviterId: string | null, id: string): Promise<boolean>;
}
