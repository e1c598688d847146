import * as z from 'zod';
import { Uuid } from '../fields.ts';
import { limits } from '../limits.ts';
import { route } from '../route.ts';
import { invitationLimits } from './invitation-limits.ts';
import {
  AcceptedInvitation,
  CreatedInvitation,
  Invitations,
  InviteCode,
} from './invitation-shapes.ts';

const { maxOpen, days } = invitationLimits;

export const createInvitation = route({
  method: 'POST',
  path: '/api/invitations',
  access: 'bearer',
  tag: 'users',
  rate: 'profile',
  summary: `Invite somebody: a code for one person, valid for ${days} days; at most ${maxOpen} are open`,
  responses: { 201: CreatedInvitation },
  errors: ['unauthenticated', 'invitations_closed', 'too_many_invitations'],
});

export const listInvitations = route({
  method: 'GET',
  path: '/api/invitations',
  access: 'bearer',
  tag: 'users',
  summary: 'Open invitations of the caller, without their codes',
  responses: { 200: Invitations },
  errors: ['unauthenticated'],
});

export const revokeInvitation = route({
  method: 'DELETE',
  path: '/api/invitations/{id}',
  access: 'bearer',
  tag: 'users',
  summary: 'Revoke an open invitation',
  params: z.object({ id: Uuid }),
  responses: { 204: null },
  errors: ['unauthenticated', 'invitation_not_found'],
});

export const acceptInvitation = route({
  method: 'POST',
  path: '/api/invitations/accept',
  access: 'bearer',
  tag: 'users',
  summary: 'Accept an invitation with an existing account: opens the conversation with the inviter',
  body: {
    schema: z.object({ code: InviteCode }),
    types: ['json'],
    maxBytes: limits.body.credentialsBytes,
  },
  responses: { 200: AcceptedInvitation },
  errors: ['unauthenticated', 'invalid_invite', 'own_invite', 'blocked', 'too_many_attempts'],
});
