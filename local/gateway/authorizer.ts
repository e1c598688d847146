/** Claims of a token, or the `WWW-Authenticate` challenge of the refusal. */
export type Verdict =
  | { readonly claims: Record<string, unknown> }
  | { readonly claims: null; readonly challenge: string };

export type Authorizer = (header: string | undefined) => Promise<Verdict>;

const refused = (challenge: string): Verdict => ({ claims: null, challenge });

/** Like API Gateway's JWT authorizer: takes the header's value with or without `Bearer `. */
export const makeJwtAuthorizer =
  (claimsOf: (token: string) => Promise<Record<string, unknown> | null>): Authorizer =>
  async (header) => {
    const token = header?.replace(/^bearer +/i, '').trim();
    if (!token) return refused('Bearer');
    const claims = await claimsOf(token);
    return claims
      ? { claims }
      : refused('Bearer scope="" error="invalid_token" error_description="the token is not valid"');
  };
