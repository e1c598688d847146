import * as z from 'zod';
import { text } from '../fields.ts';
import { limits } from '../limits.ts';
import { route } from '../route.ts';

/** Tokens and their refresh. Apart from `auth.ts`, since every start of the site waits for a refresh. */

/** Our own site asks for cookie mode with `X-Parley-Client: web`. */
export const clientHeader = { name: 'x-parley-client', web: 'web' } as const;
/**
 * In cookie mode the refresh token is only in this cookie. Over HTTPS the `__Host-` prefix binds it to this
 * host: no other host of the domain can set it. The prefix requires `Secure` and path `/`, so plain HTTP
 * omits it.
 */
export const refreshCookie = {
  https: { name: '__Host-parley_refresh', path: '/' },
  http: { name: 'parley_refresh', path: '/api/auth' },
} as const;
/** Marks a browser that has signed in before. It grants no access. */
export const deviceCookie = { name: 'parley_device', path: '/api/auth' } as const;

/** Unauthenticated clients send these bodies. */
export const maxBytes = limits.body.credentialsBytes;

/** The current password as somebody types it. The rules for new passwords do not apply: a wrong one is only wrong. */
export const TypedPassword = text(1, 1_024).meta({ examples: ['Engine-1843'] });

const refreshTokenNote = {
  description: 'For `POST /api/auth/refresh`; in cookie mode it travels only as a cookie.',
  examples: ['pr1.6fYk0cTqW3uH.Zb8xN2vLr5sD'],
};
export const SentRefreshToken = text(1, 4_096).optional().meta(refreshTokenNote);

export const tokenFields = {
  access_token: z.string().meta({
    description: `For \`Authorization: Bearer …\`; good for ${limits.accessTokenSeconds / 60} minutes.`,
    examples: ['eyJhbGciOiJFUzI1NiJ9.eyJ1c2VybmFtZSI6IjViMGMyZjllIn0.c2lnbmF0dXJl'],
  }),
  token_type: z.literal('bearer'),
  expires_in: z.int().meta({ description: 'Seconds.', examples: [limits.accessTokenSeconds] }),
};

/** `refresh_token` is absent in cookie mode. */
export const Tokens = z
  .object({ ...tokenFields, refresh_token: z.string().optional().meta(refreshTokenNote) })
  .meta({ id: 'Tokens' });

export const refreshToken = route({
  method: 'POST',
  path: '/api/auth/refresh',
  access: 'public',
  tag: 'auth',
  summary: `New tokens for a refresh token, which is then spent (it may be repeated for ${limits.refreshGraceSeconds} s, until a successor is used)`,
  body: {
    schema: z.object({ refresh_token: SentRefreshToken }),
    types: ['json'],
    maxBytes,
    optional: true,
  },
  responses: { 200: Tokens },
  errors: ['invalid_refresh_token', 'too_many_attempts', 'forbidden_origin'],
});
