import * as z from 'zod';

const Origin = z.object({ origin_jti: z.uuid() });

/** The `origin_jti` that all tokens of one sign-in share. Not verified: Cognito has just issued the token. */
export const originOf = (accessToken: string): string | null => {
  const [, payload = ''] = accessToken.split('.');
  const claims = Origin.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return claims.success ? claims.data.origin_jti : null;
};
