import * as z from 'zod';
import { Email, text, Username, Uuid } from '../fields.ts';
import { limits } from '../limits.ts';
import { photoTypes } from '../media/photo-path.ts';
import { About, DisplayName } from '../names/display-name.ts';
import { route } from '../route.ts';
import { samples } from '../samples.ts';
import { FileAllowance } from '../storage-use.ts';
import { Me, Privacy } from './me.ts';
import { boundedDepth, boundedDepthError, pageOf, pageQuery } from './paging.ts';
import { FoundUser, Profile } from './people.ts';

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

/** The text of the longest photo that is accepted. */
const maxPhotoText = Math.ceil(limits.photo.maxBytes / 3) * 4;
const PhotoBytes = z
  .string()
  .max(maxPhotoText, { error: `must be at most ${limits.photo.maxBytes / 1024} KB`, abort: true })
  .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'must be base64');

export const getPhoto = route({
  method: 'GET',
  path: '/api/users/{id}/photo/{hash}',
  access: 'public',
  tag: 'users',
  summary:
    'The bytes of a photo, by the path that `photo` has; needs no token and is cacheable for good',
  params: z.object({
    id: Uuid,
    hash: z
      .string()
      .regex(/^[\w-]{22}$/, 'must be the hash of a photo')
      .meta({ examples: [samples.photo] }),
  }),
  responses: { 200: null },
  bytes: photoTypes,
  errors: ['photo_not_found'],
});

export const updateMe = route({
  method: 'PATCH',
  path: '/api/users/me',
  access: 'bearer',
  tag: 'users',
  rate: 'profile',
  summary: 'Change names, photo, e-mail address or privacy; tokens stay valid',
  body: {
    schema: z
      .object({
        username: Username.optional(),
        email: Email.optional(),
        display_name: DisplayName.nullable()
          .optional()
          .meta({
            description: `One line of 1 to ${limits.displayName.maxLength} characters, NFC, without control or invisible characters, one alphabet a word, no reserved name. Need not be unique. Null removes it.`,
            examples: ['Ada Lovelace'],
          }),
        about: About.nullable()
          .optional()
          .meta({
            description: `One line of 1 to ${limits.displayName.about} characters. Null removes it.`,
            examples: ['Weaving algebraical patterns'],
          }),
        photo: PhotoBytes.nullable()
          .optional()
          .meta({
            description: `A JPEG, PNG or WebP in base64: a square of at most ${limits.photo.maxSide} pixels a side and ${limits.photo.maxBytes / 1024} KB, not animated, without metadata. Null removes it.`,
            examples: [null],
          }),
        privacy: Privacy.partial().meta({ id: 'PrivacyChange' }).optional(),
      })
      .refine((change) => Object.values(change).some((value) => value !== undefined), {
        error: 'must have at least one of username, email, display_name, about, photo and privacy',
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
  errors: ['unauthenticated', 'code_required'],
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
