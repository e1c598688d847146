import * as z from 'zod';
import { Timestamp, Uuid } from '../../fields.ts';
import { oneLineText } from '../../names/display-name.ts';
import { route } from '../../route.ts';
import { maxBytes, Tokens, TypedPassword } from '../tokens.ts';
import { passkeyLimits } from './passkey-limits.ts';
import { Assertion, CreationOptions, NewCredential, RequestOptions } from './web-authn.ts';

const PasskeyName = oneLineText(passkeyLimits.nameLength).meta({
  description: 'For the list of the account.',
  examples: ['Phone'],
});
const byId = z.object({ id: Uuid });

/** A passkey of the caller. */
export const Passkey = z
  .object({
    id: z.uuid(),
    name: z.string().meta({ examples: ['Phone'] }),
    host: z.string().meta({
      description: 'The host at which it was made. It signs in there only.',
      examples: ['chat.example'],
    }),
    synced: z.boolean().meta({
      description: 'Whether its owner’s other devices have it too, as of its last use.',
      examples: [true],
    }),
    created_at: Timestamp,
    last_used_at: Timestamp.nullable(),
  })
  .meta({ id: 'Passkey' });
export type Passkey = z.infer<typeof Passkey>;

export const startPasskeySignIn = route({
  method: 'POST',
  path: '/api/auth/passkeys/options',
  access: 'public',
  tag: 'auth',
  summary: 'Begin a sign-in with a passkey: options for the browser, the same for everybody',
  responses: { 200: RequestOptions },
  errors: ['forbidden_origin'],
});

export const signInWithPasskey = route({
  method: 'POST',
  path: '/api/auth/passkeys/token',
  access: 'public',
  tag: 'auth',
  summary: 'Sign in with a passkey',
  body: { schema: Assertion, types: ['json'], maxBytes },
  responses: { 200: Tokens },
  errors: ['invalid_passkey', 'too_many_attempts', 'forbidden_origin'],
});

export const listPasskeys = route({
  method: 'GET',
  path: '/api/auth/passkeys',
  access: 'bearer',
  tag: 'auth',
  summary: 'The passkeys of the caller, in the order in which they were added',
  responses: { 200: z.object({ items: z.array(Passkey) }).meta({ id: 'Passkeys' }) },
  errors: ['unauthenticated'],
});

export const startPasskey = route({
  method: 'POST',
  path: '/api/auth/passkeys/setup',
  access: 'bearer',
  tag: 'auth',
  rate: 'profile',
  summary: 'Begin to add a passkey: options for the browser',
  body: { schema: z.object({ password: TypedPassword }), types: ['json'], maxBytes },
  responses: { 200: CreationOptions },
  errors: [
    'unauthenticated',
    'code_required',
    'invalid_password',
    'too_many_passkeys',
    'too_many_attempts',
    'forbidden_origin',
  ],
});

export const addPasskey = route({
  method: 'POST',
  path: '/api/auth/passkeys',
  access: 'bearer',
  tag: 'auth',
  summary: 'Add the passkey that the browser has made',
  body: {
    schema: z.object({ name: PasskeyName, credential: NewCredential }),
    types: ['json'],
    maxBytes,
  },
  responses: { 201: Passkey },
  errors: ['unauthenticated', 'code_required', 'too_many_passkeys', 'forbidden_origin'],
});

export const renamePasskey = route({
  method: 'PATCH',
  path: '/api/auth/passkeys/{id}',
  access: 'bearer',
  tag: 'auth',
  rate: 'profile',
  summary: 'Rename a passkey of the caller',
  params: byId,
  body: { schema: z.object({ name: PasskeyName }), types: ['json'] },
  responses: { 200: Passkey },
  errors: ['unauthenticated', 'passkey_not_found'],
});

export const removePasskey = route({
  method: 'POST',
  path: '/api/auth/passkeys/{id}/removal',
  access: 'bearer',
  tag: 'auth',
  rate: 'profile',
  summary: 'Remove a passkey of the caller: it signs in no more',
  params: byId,
  body: { schema: z.object({ password: TypedPassword }), types: ['json'], maxBytes },
  responses: { 204: null },
  errors: [
    'unauthenticated',
    'code_required',
    'invalid_password',
    'passkey_not_found',
    'too_many_attempts',
    'forbidden_origin',
  ],
});
