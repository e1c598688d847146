import { invitationLimits } from '#contracts/http/invitation-limits.ts';
import type { InvitationModel, Model } from './model.ts';
import { between, isActive, isBlockedBetween, personOf } from './model.ts';
import { acceptRequest, newConversation, type Outcome } from './rules-send.ts';

const { maxOpen, guesses } = invitationLimits;

export const openInvitations = ({ invitations }: Model, by: number): InvitationModel[] =>
  invitations.filter(({ inviter, state }) => inviter === by && state === 'open');

export const invite = (model: Model, { by }: { by: number }): Outcome => {
  if (!isActive(model, by)) return 'unauthenticated';
  if (openInvitations(model, by).length >= maxOpen) return 'too_many_invitations';
  const invitation: InvitationModel = { id: '', code: '', inviter: by, state: 'open' };
  model.invitations.push(invitation);
  return { status: 201, invitation };
};

interface Asked {
  readonly by: number;
  readonly invitation: InvitationModel | undefined;
}

export const revoke = (model: Model, { by, invitation }: Asked): Outcome => {
  if (!isActive(model, by)) return 'unauthenticated';
  if (invitation?.inviter !== by || invitation.state !== 'open') return 'invitation_not_found';
  invitation.state = 'revoked';
  return { status: 204 };
};

/**
 * An invitation is used only by somebody who has no conversation with the inviter yet, or whose message request the
 * inviter has not accepted.
 */
const use = (model: Model, { by, invitation }: Asked): Outcome => {
  if (!invitation || invitation.state === 'revoked') return 'invalid_invite';
  const { inviter } = invitation;
  if (!isActive(model, inviter)) return 'invalid_invite';
  if (inviter === by) return 'own_invite';
  if (isBlockedBetween(model, by, inviter)) return 'blocked';
  const known = between(model, by, inviter);
  const isNeeded = !known || known.request?.to === inviter;
  const isUsed = isNeeded && invitation.state === 'open';
  if (isUsed) invitation.state = 'used';
  if (!known && !isUsed) return 'invalid_invite';
  const conversation = known ?? newConversation(model, by, inviter, { isInvited: true });
  if (known?.request && (isUsed || known.request.to === by)) acceptRequest(known);
  return { status: 200, conversation };
};

export const accept = (model: Model, asked: Asked): Outcome => {
  if (!isActive(model, asked.by)) return 'unauthenticated';
  const person = personOf(model, asked.by);
  if (person.wrongCodes >= guesses.limit) return 'too_many_attempts';
  const outcome = use(model, asked);
  if (outcome === 'invalid_invite') person.wrongCodes += 1;
  return outcome;
};
