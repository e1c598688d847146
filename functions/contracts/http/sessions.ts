import * as z from 'zod';
import { accountEventTypes, operatorActions } from '../closed-lists.ts';
import { Timestamp, Uuid } from '../fields.ts';
import { route } from '../route.ts';
import { SessionEnd } from '../session-end.ts';
import { boundedDepth, boundedDepthError, pageOf, pageQuery } from './paging.ts';

/** One sign-in on one device. */
export const Session = z
  .object({
    id: z.uuid(),
    device: z.string().meta({
      description: 'Browser and system, or the product of an API client; empty where unknown.',
      examples: ['Firefox, Linux'],
    }),
    created_at: Timestamp,
    last_seen_at: Timestamp.meta({ description: 'At sign-in, refresh and connect.' }),
    address: z.string().meta({
      description: 'The network that the session was last used from: /24 of IPv4, /48 of IPv6.',
      examples: ['203.0.113.0/24'],
    }),
    current: z
      .boolean()
      .meta({ description: 'The session of the access token of this request.', examples: [true] }),
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
  summary: 'Sign out one session of the caller: revokes its tokens and closes its sockets at once',
  params: z.object({ id: Uuid }),
  responses: { 204: null },
  errors: ['unauthenticated', 'session_not_found'],
});

/** A security event of the account. All refusals of one day are one event with a count. */
export const AccountEvent = z
  .object({
    id: z.string().meta({ examples: ['signed_in#5b0c2f9e-8d1a-4c6e-9b7f-2a3d4e5f6071'] }),
    type: z.enum(accountEventTypes),
    at: Timestamp.meta({ description: 'When it happened; for refusals, the latest one.' }),
    device: z.string().meta({
      description:
        'Of `session_ended` the device that was signed out, or the one from which all were; empty where unknown.',
      examples: ['Firefox, Linux'],
    }),
    address: z.string().meta({
      description: 'Network of the device: /24 of IPv4, /48 of IPv6.',
      examples: ['203.0.113.0/24'],
    }),
    reason: SessionEnd.optional().meta({ description: 'For `session_ended`.' }),
    action: z.enum(operatorActions).optional().meta({
      description: 'For `operator_action`: in the log of the operator, and in that of the person.',
    }),
    operator: z
      .string()
      .optional()
      .meta({
        description:
          'For `operator_action`: the username of the operator; absent for the command line of the server.',
        examples: ['ada.l'],
      }),
    user: z
      .string()
      .optional()
      .meta({
        description: 'For `operator_action`: the username of the person, if there is one.',
        examples: ['bob.b'],
      }),
    count: z
      .int()
      .optional()
      .meta({
        description:
          'For refusals: their number on that day (UTC); for `second_step_refused` (a right password without a code) of some devices and networks.',
        examples: [3],
      }),
  })
  .meta({ id: 'AccountEvent' });
export type AccountEvent = z.infer<typeof AccountEvent>;

export const listEvents = route({
  method: 'GET',
  path: '/api/auth/events',
  access: 'bearer',
  tag: 'auth',
  summary:
    'Sign-ins, refused ones, new passwords, changes of the second factor, ended sessions and actions of operators of the last 90 days, newest first',
  query: z.object(pageQuery).refine(boundedDepth, boundedDepthError),
  responses: { 200: pageOf(AccountEvent).meta({ id: 'AccountEvents' }) },
  errors: ['unauthenticated'],
});
