import * as z from 'zod';
import { boundedDepth, boundedDepthError, pageOf, pageQuery, Timestamp, Uuid } from '../fields.ts';
import { route } from '../route.ts';
import { SessionEnd } from '../session-end.ts';

/** One sign-in on one device. */
export const Session = z
  .object({
    id: z.uuid(),
    device: z.string(),
    created_at: Timestamp,
    last_seen_at: Timestamp,
    address: z.string(),
    /** True for the session of the token that asked. */
    current: z.boolean(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const listSessions = route({
  method: 'GET',
  path: '/api/auth/sessions',
  access: 'bearer',
  tag: 'auth',
  summary: 'Where the caller is signed in, last seen first',
  responses: { 200: z.object({ items: z.array(Session) }).meta({ id: 'Sessions' }) },
  errors: ['unauthenticated'],
});

export const endSession = route({
  method: 'DELETE',
  path: '/api/auth/sessions/{id}',
  access: 'bearer',
  tag: 'auth',
  summary: 'Sign out one session of the caller: its tokens and sockets end at once',
  params: z.object({ id: Uuid }),
  responses: { 204: null },
  errors: ['unauthenticated', 'session_not_found'],
});

/** What happened to the account; refusals of a day are one event with a count. */
export const AccountEvent = z
  .object({
    id: z.string(),
    type: z.enum([
      'signed_in',
      'sign_in_refused',
      'password_changed',
      'password_refused',
      'session_ended',
    ]),
    at: Timestamp,
    device: z.string(),
    address: z.string(),
    reason: SessionEnd.optional(),
    count: z.int().optional(),
  })
  .meta({ id: 'AccountEvent' });
export type AccountEvent = z.infer<typeof AccountEvent>;

export const listEvents = route({
  method: 'GET',
  path: '/api/auth/events',
  access: 'bearer',
  tag: 'auth',
  summary: 'Sign-ins, refused ones, new passwords and ended sessions of 90 days, newest first',
  query: z.object(pageQuery).refine(boundedDepth, boundedDepthError),
  responses: { 200: pageOf(AccountEvent).meta({ id: 'AccountEvents' }) },
  errors: ['unauthenticated'],
});
