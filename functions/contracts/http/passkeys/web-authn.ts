import * as z from 'zod';
import { samples } from '../../samples.ts';
import { passkeyLimits } from './passkey-limits.ts';

/** The JSON of WebAuthn Level 3 (5.1), as far as passkeys need it: its names are camel case. */

const base64url = (maxBytes: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, 'must be base64url')
    .max(Math.ceil((maxBytes * 4) / 3), `must be at most ${maxBytes} bytes`);

const CredentialId = base64url(passkeyLimits.credentialBytes).meta({
  examples: [samples.credential],
});
const ClientData = base64url(2_048).meta({
  description: 'What the browser has signed: type, challenge and origin.',
  examples: ['eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0'],
});
const credential = {
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
};

/** `RegistrationResponseJSON`. */
export const NewCredential = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: ClientData,
      attestationObject: base64url(4_096).meta({ examples: ['o2NmbXRkbm9uZWdhdHRTdG10oA'] }),
      transports: z
        .array(z.string().regex(/^[a-z-]{1,20}$/, 'must be a transport'))
        .max(10)
        .optional()
        .meta({ examples: [['internal', 'hybrid']] }),
    }),
  })
  .meta({ id: 'NewCredential' });
export type NewCredential = z.output<typeof NewCredential>;

/** `AuthenticationResponseJSON`. */
export const Assertion = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: ClientData,
      authenticatorData: base64url(2_048).meta({
        examples: ['SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ'],
      }),
      signature: base64url(4_096).meta({ examples: ['MEUCIQDzFyXq3l9vQw'] }),
      userHandle: base64url(64).meta({
        description: 'The id of the user, 16 bytes.',
        examples: ['WwwvnuZNTAqcK30fCm6LAQ'],
      }),
    }),
  })
  .meta({ id: 'Assertion' });
export type Assertion = z.output<typeof Assertion>;

const challenge = z.string().meta({
  description: `Valid once, for ${passkeyLimits.challengeSeconds / 60} minutes.`,
  examples: [samples.passkeyChallenge],
});
const Host = z.string().meta({
  description: 'The host of the site: a passkey works at the host where it was made.',
  examples: ['chat.example'],
});
const Required = z.literal('required');
const timeout = z.int().meta({
  description: 'Milliseconds.',
  examples: [passkeyLimits.challengeSeconds * 1_000],
});

/** `PublicKeyCredentialRequestOptionsJSON`: for `navigator.credentials.get`. */
export const RequestOptions = z
  .object({ challenge, rpId: Host, timeout, userVerification: Required })
  .meta({ id: 'PasskeyRequestOptions' });
export type RequestOptions = z.infer<typeof RequestOptions>;

/** `PublicKeyCredentialCreationOptionsJSON`: for `navigator.credentials.create`. */
export const CreationOptions = z
  .object({
    challenge,
    rp: z.object({ id: Host, name: z.string().meta({ examples: ['Parley'] }) }),
    user: z.object({
      id: z.string().meta({
        description: 'The id of the user, 16 bytes in base64url.',
        examples: ['WwwvnuZNTAqcK30fCm6LAQ'],
      }),
      name: z.string().meta({ examples: ['ada.l'] }),
      displayName: z.string().meta({ examples: ['Ada Lovelace'] }),
    }),
    pubKeyCredParams: z
      .array(z.object({ type: z.literal('public-key'), alg: z.int() }))
      .meta({ examples: [[{ type: 'public-key', alg: -7 }]] }),
    excludeCredentials: z
      .array(
        z.object({
          type: z.literal('public-key'),
          id: z.string(),
          transports: z.array(z.string()),
        }),
      )
      .meta({
        description: 'The passkeys that the account has.',
        examples: [[]],
      }),
    authenticatorSelection: z.object({
      residentKey: Required,
      requireResidentKey: z.literal(true),
      userVerification: Required,
    }),
    attestation: z.literal('none'),
    timeout,
  })
  .meta({ id: 'PasskeyCreationOptions' });
export type CreationOptions = z.infer<typeof CreationOptions>;
