import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '#site/sync/api-context.ts';
import { keys } from '#site/sync/query-cache.ts';
import { useProven } from '#site/ui/step-up/step-up.tsx';

export const useFactor = () => {
  const { call } = useApi();
  return useQuery({
    queryKey: keys.factor,
    queryFn: ({ signal }) => call('GET /api/auth/factor', undefined, signal),
    staleTime: 0,
  });
};

/** Also after a refusal: the account log has it, and another device may have changed the factor. */
const useReload = () => {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: keys.account });
};

/** Answers the secret for the app. An account with a passkey proves it first. */
export const useStart = () => {
  const { call } = useApi();
  const proven = useProven();
  const onError = useReload();
  return useMutation({
    mutationFn: (password: string) =>
      proven(() => call('POST /api/auth/factor', { body: { password } })),
    onError,
  });
};

/** Turns the second factor on. */
export const useConfirm = () => {
  const { call } = useApi();
  const proven = useProven();
  const onSettled = useReload();
  return useMutation({
    mutationFn: async (code: string) =>
      (await proven(() => call('PUT /api/auth/factor', { body: { code } }))).recovery_codes,
    onSettled,
  });
};

export const useRenewCodes = () => {
  const { call } = useApi();
  const proven = useProven();
  const onSettled = useReload();
  return useMutation({
    mutationFn: async () =>
      (await proven(() => call('POST /api/auth/factor/recovery-codes'))).recovery_codes,
    onSettled,
  });
};

export const useTurnOff = () => {
  const { call } = useApi();
  const proven = useProven();
  const onSettled = useReload();
  return useMutation({
    mutationFn: (password: string) =>
      proven(() => call('POST /api/auth/factor/removal', { body: { password } })),
    onSettled,
  });
};
