import { isReachable } from '../domain/user.ts';
import type { IdentityProvider, IssuedTokens } from '../ports/identity.ts';
import type { UserStore } from '../ports/users.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';

const invalid = fail('invalid_refresh_token', { detail: 'The refresh token is not valid.' });

/** New tokens for a refresh token, unless its user has been deactivated. */
export const makeRefreshSession =
  (deps: { users: UserStore; identities: IdentityProvider }) =>
  async (
    refreshToken: string | undefined,
  ): Promise<Result<IssuedTokens, 'invalid_refresh_token'>> => {
    if (!refreshToken) return invalid;
    const tokens = await deps.identities.refresh(refreshToken);
    if (tokens === 'invalid_refresh_token') return invalid;
    return isReachable(await deps.users.get(tokens.userId)) ? ok(tokens) : invalid;
  };
