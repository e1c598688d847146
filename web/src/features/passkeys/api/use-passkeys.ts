import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '#client';
import { makePasskey } from '#site/lib/passkeys/web-authn.ts';
import { useApi } from '#site/sync/api-context.ts';
import { keys } from '#site/sync/query-cache.ts';
import { useProven } from '#site/ui/step-up/step-up.tsx';

export const usePasskeys = () => {
  const { call } = useApi();
  return useQuery({
    queryKey: keys.passkeys,
    queryFn: async ({ signal }) => (await call('GET /api/auth/passkeys', undefined, signal)).items,
    staleTime: 0,
  });
};

/** Also after a refusal: the account log has it, and another device may have changed the list. */
const useReload = () => {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: keys.account });
};

export const useAddPasskey = () => {
  const { call } = useApi();
  const proven = useProven();
  const onSettled = useReload();
  return useMutation({
    mutationFn: async ({ name, password }: { name: string; password: string }) => {
      const body = { password };
      const options = await proven(() => call('POST /api/auth/passkeys/setup', { body }));
      const credential = await makePasskey(options);
      await proven(() => call('POST /api/auth/passkeys', { body: { name, credential } }));
    },
    onSettled,
  });
};

export const useRenamePasskey = (id: string) => {
  const { call } = useApi();
  const onSettled = useReload();
  return useMutation({
    mutationFn: (name: string) =>
      call('PATCH /api/auth/passkeys/{id}', { params: { id }, body: { name } }),
    onSettled,
  });
};

/** One that was removed meanwhile counts as removed. */
export const useRemovePasskey = (id: string) => {
  const { call } = useApi();
  const proven = useProven();
  const onSettled = useReload();
  return useMutation({
    mutationFn: async (password: string) => {
      const input = { params: { id }, body: { password } };
      try {
        await proven(() => call('POST /api/auth/passkeys/{id}/removal', input));
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 'passkey_not_found')) throw error;
      }
    },
    onSettled,
  });
};
