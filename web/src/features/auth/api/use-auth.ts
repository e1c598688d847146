import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Credentials } from '#client';
import type { Assertion, RequestOptions } from '#contracts/http/passkeys/web-authn.ts';
import { signWithPasskey } from '#site/lib/passkeys/web-authn.ts';
import { useApi } from '#site/sync/api-context.ts';

export interface NewAccount extends Credentials {
  readonly email?: string | undefined;
  readonly invite?: string | undefined;
}

export const useSignIn = () => {
  const { signIn } = useApi();
  return useMutation({ mutationFn: (credentials: Credentials) => signIn(credentials) });
};

/** Asks for a challenge. */
export const useBeginPasskey = () => {
  const { transport } = useApi();
  return useCallback(
    (signal?: AbortSignal): Promise<RequestOptions> =>
      transport('POST /api/auth/passkeys/options', null, {}, signal),
    [transport],
  );
};

/** Signs in with the passkey that was chosen at the field of the user name, or asks for one. */
export const usePasskeySignIn = () => {
  const { transport, session } = useApi();
  const begin = useBeginPasskey();
  return useMutation({
    mutationFn: async (chosen: Assertion | undefined) => {
      const body = chosen ?? (await signWithPasskey(await begin()));
      session.accept(await transport('POST /api/auth/passkeys/token', null, { body }));
    },
  });
};

export const useSignUp = () => {
  const { register } = useApi();
  return useMutation({
    mutationFn: ({ email, invite, ...credentials }: NewAccount) =>
      register({ ...credentials, ...(email && { email }), ...(invite && { invite }) }),
  });
};

export const useSignOut = () => {
  const { signOut } = useApi();
  return useMutation({ mutationFn: () => signOut() });
};
