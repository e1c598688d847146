import { useMutation } from '@tanstack/react-query';
import { ApiError } from '#client';
import { PasskeyError, signWithPasskey } from '#site/lib/passkeys/web-authn.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { useApi } from '#site/sync/api-context.ts';
import { codeWords } from '../codes/words.ts';

const explain = (error: unknown): string => {
  if (error instanceof PasskeyError) return codeWords.noPasskey;
  const isRefused = error instanceof ApiError && error.code === 'invalid_code';
  return isRefused ? codeWords.wrongPasskey : errorWords(error);
};

/** Uses a passkey in place of a code. */
export const usePasskeyProof = (onProven: () => void) => {
  const { call, transport } = useApi();
  const { mutate, isPending, isSuccess, isError, error } = useMutation({
    mutationFn: async () => {
      const options = await transport('POST /api/auth/passkeys/options', null);
      const passkey = await signWithPasskey(options);
      await call('POST /api/auth/factor/proof', { body: { passkey } });
    },
    onSuccess: onProven,
  });
  return {
    ask: () => mutate(),
    isBusy: isPending || isSuccess,
    error: isError ? explain(error) : null,
  };
};
