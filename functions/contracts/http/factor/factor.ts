import * as z from 'zod';
import { Timestamp, text } from '../../fields.ts';
import { route } from '../../route.ts';
import { samples } from '../../samples.ts';
import { Assertion } from '../passkeys/web-authn.ts';
import { maxBytes, Tokens, TypedPassword } from '../tokens.ts';
import { factorLimits } from './factor-limits.ts';

const { codeDigits, recoveryCodes, proofSeconds, setupSeconds } = factorLimits;

/** Accepts any string, so that a malformed code is an ordinary wrong one. */
const Code = text(1, 64).meta({
  description: `${codeDigits} digits of the authenticator app, or a recovery code; spaces and hyphens are ignored.`,
  examples: ['492039'],
});

/** The second factor of the caller. */
export const SecondFactor = z
  .object({
    is_set: z.boolean().meta({ description: 'Does a sign-in ask for a code?' }),
    set_at: Timestamp.nullable().meta({ description: 'Null without a second factor.' }),
    recovery_codes_left: z.int().meta({ examples: [recoveryCodes] }),
  })
  .meta({ id: 'SecondFactor' });
export type SecondFactor = z.infer<typeof SecondFactor>;

const RecoveryCodes = z
  .object({
    recovery_codes: z.array(z.string()).meta({
      description: 'Shown this once. Each is valid once, instead of a code.',
      examples: [['k3vx-9m2d-t7qa-ehp4']],
    }),
  })
  .meta({ id: 'RecoveryCodes' });

export const completeSignIn = route({
  method: 'POST',
  path: '/api/auth/token/code',
  access: 'public',
  tag: 'auth',
  summary: 'Complete a sign-in that was refused with `second_factor_required`',
  body: {
    schema: z.object({
      challenge: text(1, 200).meta({
        description: 'Of the problem document of `POST /api/auth/token`.',
        examples: [samples.challenge],
      }),
      code: Code,
    }),
    types: ['json'],
    maxBytes,
  },
  responses: { 200: Tokens },
  errors: ['invalid_challenge', 'invalid_code', 'too_many_attempts', 'forbidden_origin'],
});

export const getFactor = route({
  method: 'GET',
  path: '/api/auth/factor',
  access: 'bearer',
  tag: 'auth',
  summary: 'The second factor of the caller',
  responses: { 200: SecondFactor },
  errors: ['unauthenticated'],
});

export const startFactor = route({
  method: 'POST',
  path: '/api/auth/factor',
  access: 'bearer',
  tag: 'auth',
  rate: 'profile',
  summary: `Begin to set up a second factor (TOTP, RFC 6238): a secret for an authenticator app, to confirm within ${setupSeconds / 60} minutes`,
  body: { schema: z.object({ password: TypedPassword }), types: ['json'], maxBytes },
  responses: {
    200: z
      .object({
        secret: z.string().meta({
          description: 'In base32, for an app that cannot read the address. Shown this once.',
          examples: ['JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'],
        }),
        uri: z.string().meta({
          description: 'For a QR code.',
          examples: ['otpauth://totp/chat.example:ada.l?secret=JBSWY3DPEHPK3PXP'],
        }),
      })
      .meta({ id: 'FactorSetup' }),
  },
  errors: [
    'unauthenticated',
    'code_required',
    'invalid_password',
    'factor_is_set',
    'too_many_attempts',
    'forbidden_origin',
  ],
});

export const confirmFactor = route({
  method: 'PUT',
  path: '/api/auth/factor',
  access: 'bearer',
  tag: 'auth',
  rate: 'profile',
  summary: 'Confirm the setup with a first code: from now on a sign-in asks for one',
  body: { schema: z.object({ code: Code }), types: ['json'], maxBytes },
  responses: { 200: RecoveryCodes },
  errors: [
    'unauthenticated',
    'code_required',
    'invalid_code',
    'no_factor',
    'factor_is_set',
    'too_many_attempts',
    'forbidden_origin',
  ],
});

export const proveFactor = route({
  method: 'POST',
  path: '/api/auth/factor/proof',
  access: 'bearer',
  tag: 'auth',
  rate: 'profile',
  summary: `Give a code or use a passkey: for ${proofSeconds / 60} minutes this session may do what is refused with \`code_required\``,
  body: {
    schema: z.union(
      [
        z.object({ code: Code }),
        z.object({
          passkey: Assertion.meta({
            description: 'For options of `POST /api/auth/passkeys/options`.',
          }),
        }),
      ],
      { error: 'must have `code`, a text, or `passkey`, what the browser has signed' },
    ),
    types: ['json'],
    maxBytes,
  },
  responses: { 204: null },
  errors: ['unauthenticated', 'invalid_code', 'no_factor', 'too_many_attempts', 'forbidden_origin'],
});

export const renewRecoveryCodes = route({
  method: 'POST',
  path: '/api/auth/factor/recovery-codes',
  access: 'bearer',
  tag: 'auth',
  rate: 'profile',
  summary: 'New recovery codes; the earlier ones are no longer valid',
  responses: { 200: RecoveryCodes },
  errors: ['unauthenticated', 'code_required', 'no_factor'],
});

export const removeFactor = route({
  method: 'POST',
  path: '/api/auth/factor/removal',
  access: 'bearer',
  tag: 'auth',
  rate: 'profile',
  summary: 'Remove the second factor',
  body: { schema: z.object({ password: TypedPassword }), types: ['json'], maxBytes },
  responses: { 204: null },
  errors: [
    'unauthenticated',
    'code_required',
    'invalid_password',
    'no_factor',
    'too_many_attempts',
    'forbidden_origin',
  ],
});
