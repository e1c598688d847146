import { useQuery } from '@tanstack/react-query';
import { canUsePasskeys } from '#site/lib/passkeys/web-authn.ts';
import { useApi } from '#site/sync/api-context.ts';
import { keys } from '#site/sync/query-cache.ts';

/** How this account can prove who is there. */
export interface Ways {
  readonly hasCodes: boolean;
  /** `elsewhere`: at this host only. */
  readonly passkey: 'usable' | 'unavailable' | 'none' | { readonly elsewhere: string };
}

const wayOf = (hosts: readonly string[]): Ways['passkey'] => {
  const [first] = hosts;
  if (first === undefined) return 'none';
  if (!hosts.includes(location.hostname)) return { elsewhere: first };
  return canUsePasskeys() ? 'usable' : 'unavailable';
};

/** Null until it is known. If it cannot be read, both ways are offered. */
export const useWays = (): Ways | null => {
  const { call } = useApi();
  const factor = useQuery({
    queryKey: keys.factor,
    queryFn: ({ signal }) => call('GET /api/auth/factor', undefined, signal),
    staleTime: 0,
  });
  const passkeys = useQuery({
    queryKey: keys.passkeys,
    queryFn: async ({ signal }) => (await call('GET /api/auth/passkeys', undefined, signal)).items,
    staleTime: 0,
  });
  if (factor.isPending || passkeys.isPending) return null;
  return {
    hasCodes: factor.data?.is_set ?? true,
    passkey: wayOf(passkeys.data?.map(({ host }) => host) ?? [location.hostname]),
  };
};
