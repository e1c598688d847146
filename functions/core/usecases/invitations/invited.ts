import type { InvitationMode } from '#contracts/closed-lists.ts';
import type { User } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { InviteStore } from '../../ports/invitations.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Push } from '../../push.ts';
import { type FoundInvitation, findInvitation } from '../../shared/find-invitation.ts';
import { openBetween } from '../conversations/open-conversation.ts';

/** What a registration with an invitation does besides. */
export interface Invited {
  readonly find: (code: string) => Promise<FoundInvitation | null>;
  /** Opens the conversation of the new user with the inviter. */
  readonly open: (user: User, inviter: User) => Promise<string>;
}

export const makeInvited = (deps: {
  readonly users: UserStore;
  readonly invites: InviteStore;
  readonly conversations: ConversationStore;
  readonly push: Push;
  readonly invitations: InvitationMode;
  readonly clock: Clock;
  readonly ids: Ids;
}): Invited => ({
  find: (code) => findInvitation(deps, code),
  open: async (user, inviter) => {
    const { conversation, events } = await openBetween(deps, user, inviter, 'invited');
    await deps.push(events);
    return conversation.id;
  },
});
