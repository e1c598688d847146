import * as z from 'zod';
import { accountActions } from '../../closed-lists.ts';
import { text, Uuid } from '../../fields.ts';
import { limits } from '../../limits.ts';
import { route } from '../../route.ts';
import { CreatedInvitation } from '../invitation-shapes.ts';
import { NextCursor } from '../paging.ts';
import { TypedPassword } from '../tokens.ts';
import { AdminOverview, AdminPerson, AdminPersonDetail } from './shapes.ts';

const byId = z.object({ id: Uuid });

export const getOverview = route({
  method: 'GET',
  path: '/api/admin/overview',
  access: 'bearer',
  tag: 'admin',
  summary: 'People, storage, health and open invitations of this Parley, in figures',
  responses: { 200: AdminOverview },
  errors: ['unauthenticated', 'not_operator'],
});

export const listPeople = route({
  method: 'GET',
  path: '/api/admin/people',
  access: 'bearer',
  tag: 'admin',
  rate: 'search',
  summary: 'Accounts: all of them page by page, or those whose name matches',
  query: z.object({
    q: text(1, limits.searchQuery.maxLength)
      .optional()
      .meta({
        description:
          'A part of a name of an active account, as in `GET /api/users/search`, or the whole username of any account: at most 50 are listed, and there is no next page.',
        examples: ['bob'],
      }),
    cursor: text(1, 2_048)
      .optional()
      .meta({ description: 'The `next_cursor` of the page before; not with `q`.' }),
  }),
  responses: {
    200: z
      .object({
        items: z.array(AdminPerson).meta({
          description:
            'By name in one process. On AWS pages are in the order of the user pool, and each is sorted by name.',
        }),
        next_cursor: NextCursor,
      })
      .meta({ id: 'AdminPeople' }),
  },
  errors: ['unauthenticated', 'not_operator'],
});

export const getPerson = route({
  method: 'GET',
  path: '/api/admin/people/{id}',
  access: 'bearer',
  tag: 'admin',
  summary: 'An account with the devices that are signed in',
  params: byId,
  responses: { 200: AdminPersonDetail },
  errors: ['unauthenticated', 'not_operator', 'user_not_found'],
});

export const operateAccount = route({
  method: 'POST',
  path: '/api/admin/people/{id}/actions',
  access: 'bearer',
  tag: 'admin',
  rate: 'profile',
  summary:
    'Deactivate or reactivate an account, set a random password, or end sessions; the person sees it in their account log',
  params: byId,
  body: {
    schema: z.object({
      action: z.enum(accountActions).meta({
        description:
          '`end_sessions` ends all sessions, or the one of `session_id`. The others need `current_password`, and are refused for accounts of operators.',
      }),
      session_id: Uuid.optional(),
      current_password: TypedPassword.optional().meta({
        description: 'The password of the caller.',
        examples: ['Engine-1843'],
      }),
    }),
    types: ['json'],
    maxBytes: limits.body.credentialsBytes,
  },
  responses: {
    200: z
      .object({
        person: AdminPersonDetail,
        password: z
          .string()
          .nullable()
          .meta({
            description: 'After `reset_password`: the new one. No other response has it.',
            examples: [null],
          }),
      })
      .meta({ id: 'OperatedAccount' }),
  },
  errors: [
    'unauthenticated',
    'not_operator',
    'code_required',
    'invalid_password',
    'user_not_found',
    'session_not_found',
    'operator_account',
    'too_many_attempts',
  ],
});

export const inviteAsOperator = route({
  method: 'POST',
  path: '/api/admin/invitations',
  access: 'bearer',
  tag: 'admin',
  rate: 'profile',
  summary: 'An invitation for one registration; not limited in number, and opens no conversation',
  responses: { 201: CreatedInvitation },
  errors: ['unauthenticated', 'not_operator', 'invitations_closed'],
});

export const revokeAsOperator = route({
  method: 'DELETE',
  path: '/api/admin/invitations/{id}',
  access: 'bearer',
  tag: 'admin',
  summary: 'Revoke an open invitation that an operator made',
  params: byId,
  responses: { 204: null },
  errors: ['unauthenticated', 'not_operator', 'invitation_not_found'],
});
