import { useMutation } from '@tanstack/react-query';
import type { Credentials } from '#client';
import { useApi } from '#site/sync/api-context.ts';

export interface NewAccount extends Credentials {
  readonly email?: string | undefined;
  readonly invite?: string | undefined;
}

export const useSignIn = () => {
  const { signIn } = useApi();
  return useMutation({ mutationFn: (credentials: Credentials) => signIn(credentials) });
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
