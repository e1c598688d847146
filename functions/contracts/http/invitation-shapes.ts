import * as z from 'zod';
import { Timestamp, text } from '../fields.ts';
import { Conversation } from './conversations.ts';
import { invitationLimits } from './invitation-limits.ts';

const { maxOpen, days, codeLength } = invitationLimits;

/** The code of an invitation, as it is in its link. */
export const InviteCode = text(1, codeLength).meta({
  examples: ['vWc3x9Kq0ZpL7mT2hYbN5rDfJ8sGaE4u'],
});

const fields = {
  id: z.uuid().meta({ examples: ['d3b6f0a8-5c1e-4e7a-9f24-8b7c6d5e4f05'] }),
  created_at: Timestamp,
  expires_at: Timestamp.meta({ description: `${days} days after it was made.` }),
};

/** An open invitation of the caller. */
export const Invitation = z.object(fields).meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

export const CreatedInvitation = z
  .object({
    ...fields,
    code: InviteCode.meta({
      description: 'For a link to `/join#` and this code. No other response has it.',
    }),
  })
  .meta({ id: 'CreatedInvitation' });
export type CreatedInvitation = z.infer<typeof CreatedInvitation>;

export const Invitations = z
  .object({
    items: z.array(Invitation).meta({
      description: `Those that can be used, oldest first: at most ${maxOpen}.`,
    }),
    may_invite: z.boolean().meta({
      description: 'Whether the operator lets users invite.',
      examples: [true],
    }),
  })
  .meta({ id: 'Invitations' });
export type Invitations = z.infer<typeof Invitations>;

export const AcceptedInvitation = z
  .object({
    conversation: Conversation.nullable().meta({
      description:
        'The conversation with the inviter. Null for an invitation of the operator, which stays open for a registration.',
    }),
  })
  .meta({ id: 'AcceptedInvitation' });
export type AcceptedInvitation = z.infer<typeof AcceptedInvitation>;
