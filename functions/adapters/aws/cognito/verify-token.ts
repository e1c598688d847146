import type { Caller } from '#core/domain/user.ts';
import { awsEndpoint } from '../endpoint.ts';
import type { PoolEnv } from './access-tokens.ts';

type Verify = (token: string) => Promise<Caller | null>;

/**
 * Loads `accessTokens` with the first token: the gateway verifies those of the HTTP API, and a page opens its
 * socket with a ticket, so most functions never need it.
 */
export const verifyToken = (env: PoolEnv): Verify => {
  let verify: Promise<Verify> | undefined;
  const load = async (): Promise<Verify> => {
    const { accessTokens } = await import('./access-tokens.ts');
    return accessTokens(env, awsEndpoint());
  };
  return async (token) => {
    verify ??= load();
    return (await verify)(token);
  };
};
