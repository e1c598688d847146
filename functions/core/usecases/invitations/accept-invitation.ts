import type { InvitationMode } from '#contracts/closed-lists.ts';
import type { AcceptedInvitation } from '#contracts/http/invitation-shapes.ts';
import { stateOf } from '../../domain/conversation.ts';
import type { Caller, User } from '../../domain/user.ts';
import type { CounterStore } from '../../ports/counters.ts';
import type { InviteStore } from '../../ports/invitations.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { countInviteGuess } from '../../shared/attempts.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { findInvitation } from '../../shared/find-invitation.ts';
import { blocked, invalidInvite } from '../../shared/refusals.ts';
import { type OpeningDeps, openFor } from '../conversations/open-conversation.ts';

interface Deps extends OpeningDeps {
  readonly invites: InviteStore;
  readonly counters: CounterStore;
  readonly invitations: InvitationMode;
}

type Refusal = 'invalid_invite' | 'own_invite' | 'blocked';

const own = fail('own_invite', {
  detail: 'This invitation is your own: send its link to somebody else.',
});

/** The conversation waits for this member. */
const waitsFor = async (deps: Deps, conversationId: string, memberId: string): Promise<boolean> => {
  const conversation = await deps.conversations.get(conversationId);
  return conversation !== null && stateOf(conversation, memberId).request !== undefined;
};

/**
 * Uses an invitation only if the two have no conversation yet, or the inviter has not accepted it, and before it opens
 * or accepts one: a repetition after a failure continues.
 */
const accept = async (
  deps: Deps,
  user: User,
  code: string,
): Promise<Result<AcceptedInvitation, Refusal>> => {
  const found = await findInvitation(deps, code);
  if (!found) return invalidInvite;
  const { inviter, invitation } = found;
  if (!inviter) {
    const isFree = invitation.usedBy === null || invitation.usedBy === user.id;
    return isFree ? ok({ conversation: null }) : invalidInvite;
  }
  if (inviter.id === user.id) return own;
  if (await deps.blocks.isBlockedBetween(user.id, inviter.id)) return blocked;
  const known = await deps.conversations.findByPair(user.id, inviter.id);
  const isNeeded = known === null || (await waitsFor(deps, known, inviter.id));
  const isUsed = isNeeded && (await deps.invites.use(code, user.id));
  if (known === null && !isUsed) return invalidInvite;
  const { conversation } = await openFor(deps, user, inviter, isUsed ? 'invited' : 'off');
  return ok({ conversation });
};

/** Opens the conversation with the inviter, for a user who has an account. Wrong codes are counted. */
export const makeAcceptInvitation =
  (deps: Deps) =>
  async (
    caller: Caller,
    code: string,
  ): Promise<Result<AcceptedInvitation, Refusal | 'unauthenticated' | 'too_many_attempts'>> => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const tried = await countInviteGuess(
      deps,
      caller.userId,
      () => accept(deps, user.value, code),
      (answer) => !answer.ok && answer.code === 'invalid_invite',
    );
    return tried.ok ? tried.value : tried;
  };
