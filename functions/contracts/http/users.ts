import * as z from 'zod';
import { Email, text, Username, Uuid } from '../fields.ts';
import { limits } from '../limits.ts';
import { route } from '../route.ts';
import { FileAllowance } from '../storage-use.ts';
import { boundedDepth, boundedDepthError, pageOf, pageQuery } from './paging.ts';
import { FoundUser, Me, Privacy, Profile } from './user-shapes.ts';

export const getMe = route({
  method: 'GET',
  path: '/api/users/me',
  access: 'bearer',
  tag: 'users',
  summary: 'The caller',
  responses: { 200: Me },
  errors: ['unauthenticated'],
});

export const getStorage = route({
  method: 'GET',
  path: '/api/users/me/storage',
  access: 'bearer',
  tag: 'users',
  summary: 'Storage used by the files of the caller, and the limit',
  responses: { 200: FileAllowance },
  errors: ['unauthenticated'],
});

export const searchUsers = route({
  method: 'GET',
  path: '/api/users/search',
  access: 'bearer',
  tag: 'users',
  summary:
    'Active users by name: three characters or more match anywhere, fewer match the start; a full id matches that user',
  query: z
    .object({
      q: text(1, limits.searchQuery.maxLength)
        .refine((q) => q.trim() !== '', 'must not be blank')
        .meta({
          description: 'A part of a name, or a full user id. `%` and `_` are plain characters.',
          examples: ['bob'],
        }),
      ...pageQuery,
    })
    .refine(boundedDepth, boundedDepthError),
  responses: { 200: pageOf(FoundUser).meta({ id: 'FoundUsers' }) },
  errors: ['unauthenticated'],
});

const byId = z.object({ id: Uuid });

export const getUser = route({
  method: 'GET',
  path: '/api/users/{id}',
  access: 'bearer',
  tag: 'users',
  summary: 'Another user, with presence if they share a conversation with the caller',
  params: byId,
  responses: { 200: Profile },
  errors: ['unauthenticated', 'user_not_found'],
});

export const updateMe = route({
  method: 'PATCH',
  path: '/api/users/me',
  access: 'bearer',
  tag: 'users',
  rate: 'profile',
  summary: 'Change name, e-mail address or privacy; tokens stay valid',
  body: {
    schema: z
      .object({
        username: Username.optional(),
        email: Email.optional(),
        privacy: Privacy.partial().meta({ id: 'PrivacyChange' }).optional(),
      })
      .refine((change) => Object.values(change).some((value) => value !== undefined), {
        error: 'must have at least one of username, email and privacy',
      })
      .meta({ minProperties: 1 }),
    types: ['json'],
  },
  responses: { 200: Me },
  errors: ['unauthenticated', 'username_taken'],
});

export const deactivateMe = route({
  method: 'DELETE',
  path: '/api/users/me',
  access: 'bearer',
  tag: 'users',
  summary:
    'Deactivate the account of the caller: tokens are revoked at once; messages and the name stay',
  responses: { 204: null },
  errors: ['unauthenticated'],
});

export const blockUser = route({
  method: 'PUT',
  path: '/api/users/{id}/block',
  access: 'bearer',
  tag: 'users',
  summary: 'Block a user: no messages or presence in either direction',
  params: byId,
  responses: { 204: null },
  errors: ['unauthenticated', 'user_not_found'],
});

export const unblockUser = route({
  method: 'DELETE',
  path: '/api/users/{id}/block',
  access: 'bearer',
  tag: 'users',
  summary: 'Unblock a user; succeeds for a user who is not blocked',
  params: byId,
  responses: { 204: null },
  errors: ['unauthenticated'],
});

export const listBlocks = route({
  method: 'GET',
  path: '/api/users/me/blocks',
  access: 'bearer',
  tag: 'users',
  summary: 'Users whom the caller has blocked, by name',
  responses: { 200: z.object({ items: z.array(FoundUser) }).meta({ id: 'Blocks' }) },
  errors: ['unauthenticated'],
});
