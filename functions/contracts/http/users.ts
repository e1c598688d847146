import * as z from 'zod';
import { boundedDepth, boundedDepthError, pageOf, pageQuery, Timestamp, text } from '../fields.ts';
import { limits } from '../limits.ts';
import { route } from '../route.ts';

/** The caller's own profile; `email` is shown to nobody else. */
export const Me = z
  .object({
    id: z.uuid(),
    username: z.string(),
    email: z.string().optional(),
    is_active: z.boolean(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const FoundUser = z
  .object({
    id: z.uuid(),
    username: z.string(),
    is_active: z.boolean(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'FoundUser' });
export type FoundUser = z.infer<typeof FoundUser>;

/** The other member of a conversation, with presence. */
export const Peer = z
  .object({
    id: z.uuid(),
    username: z.string(),
    is_active: z.boolean(),
    online: z.boolean(),
    last_seen: Timestamp.nullable(),
  })
  .meta({ id: 'Peer' });
export type Peer = z.infer<typeof Peer>;

export const getMe = route({
  method: 'GET',
  path: '/api/users/me',
  access: 'bearer',
  tag: 'users',
  summary: 'The caller',
  responses: { 200: Me },
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
    .object({ q: text(1, limits.searchQuery.maxLength), ...pageQuery })
    .refine(boundedDepth, boundedDepthError),
  responses: { 200: pageOf(FoundUser).meta({ id: 'FoundUsers' }) },
  errors: ['unauthenticated'],
});
