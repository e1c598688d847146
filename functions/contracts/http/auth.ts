import * as z from 'zod';
import { Email, NewPassword, text, Username } from '../fields.ts';
import { route } from '../route.ts';
import { invitationLimits } from './invitation-limits.ts';
import { Me } from './me.ts';
import { maxBytes, SentRefreshToken, Tokens, TypedPassword, tokenFields } from './tokens.ts';

/** Accepts any string, so that a malformed name or password is an ordinary failed sign-in. */
const SignInName = text(1, 256).meta({
  description: 'The name as it is shown: lower case.',
  examples: ['ada.l'],
});

export const Registration = z
  .object({
    username: Username,
    password: NewPassword,
    email: Email.optional(),
    invite: text(1, invitationLimits.codeLength)
      .optional()
      .meta({
        description:
          'Needed where registration is by invitation. Where it is open, an invalid one is ignored.',
        examples: ['vWc3x9Kq0ZpL7mT2hYbN5rDfJ8sGaE4u'],
      }),
  })
  .meta({ id: 'Registration' });

export const register = route({
  method: 'POST',
  path: '/api/auth/register',
  access: 'public',
  tag: 'auth',
  summary: 'Register and sign in',
  body: { schema: Registration, types: ['json'], maxBytes },
  responses: {
    201: Tokens.extend({
      user: Me,
      conversation_id: z
        .uuid()
        .optional()
        .meta({ description: 'With the inviter, if the invitation was a user’s.' }),
    }).meta({ id: 'SignedUp' }),
  },
  errors: [
    'username_taken',
    'registration_closed',
    'invalid_invite',
    'too_many_attempts',
    'forbidden_origin',
  ],
});

export const issueToken = route({
  method: 'POST',
  path: '/api/auth/token',
  access: 'public',
  tag: 'auth',
  summary: 'Sign in (OAuth2 password flow; JSON too)',
  body: {
    schema: z.object({
      username: SignInName,
      password: TypedPassword,
      grant_type: z
        .literal('password')
        .optional()
        .meta({ description: 'May be left out.', shown: true }),
    }),
    types: ['form', 'json'],
    maxBytes,
  },
  responses: { 200: Tokens },
  errors: [
    'invalid_credentials',
    'second_factor_required',
    'too_many_attempts',
    'forbidden_origin',
  ],
});

export const logout = route({
  method: 'POST',
  path: '/api/auth/logout',
  access: 'public',
  tag: 'auth',
  summary: 'End the session of a refresh or access token, or with `everywhere` all of the user',
  body: {
    schema: z.object({
      refresh_token: SentRefreshToken,
      everywhere: z
        .boolean()
        .optional()
        .meta({
          description: 'End all sessions of the user: their tokens and sockets.',
          examples: [true],
        }),
    }),
    types: ['json'],
    maxBytes,
    optional: true,
  },
  responses: { 204: null },
  errors: ['unauthenticated', 'forbidden_origin'],
});

const TokenWithUser = z.object({
  access_token: tokenFields.access_token,
  token_type: tokenFields.token_type,
  user: Me,
});

export const registerUser = route({
  method: 'POST',
  path: '/api/users/register',
  access: 'public',
  tag: 'auth',
  twinOf: 'register',
  summary: 'Register (mailbox clients): an access token without a refresh token',
  body: { schema: Registration, types: ['json'], maxBytes },
  responses: { 201: TokenWithUser },
  errors: [
    'username_taken',
    'registration_closed',
    'invalid_invite',
    'too_many_attempts',
    'forbidden_origin',
  ],
});

export const loginUser = route({
  method: 'POST',
  path: '/api/users/login',
  access: 'public',
  tag: 'auth',
  twinOf: 'issue-token',
  summary: 'Sign in (mailbox clients): an access token without a refresh token',
  body: {
    schema: z.object({ username: SignInName, password: TypedPassword }),
    types: ['json'],
    maxBytes,
  },
  responses: { 200: TokenWithUser },
  errors: [
    'invalid_credentials',
    'second_factor_required',
    'too_many_attempts',
    'forbidden_origin',
  ],
});

export const changePassword = route({
  method: 'POST',
  path: '/api/auth/password',
  access: 'bearer',
  tag: 'auth',
  rate: 'profile',
  summary: 'Change the password: all sessions of the user end, the answer has tokens of a new one',
  body: {
    schema: z.object({
      current_password: TypedPassword,
      new_password: NewPassword.meta({ examples: ['Difference-1822'] }),
    }),
    types: ['json'],
    maxBytes,
  },
  responses: { 200: Tokens },
  errors: [
    'unauthenticated',
    'code_required',
    'invalid_password',
    'too_many_attempts',
    'forbidden_origin',
  ],
});
