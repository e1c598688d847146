import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}
export interface NewAccount extends Credentials {
  readonly email?: string | undefined;
  readonly invite?: string | undefined;
}

export const useSignIn = () => {
  const { transport, session } = useApi();
  return useMutation({
    mutationFn: async (body: Credentials) => {
      session.accept(await transport('POST /api/auth/token', null, { body }));
    },
  });
};

export const useSignUp = () => {
  const { transport, session } = useApi();
  return useMutation({
    mutationFn: async ({ email, invite, ...credentials }: NewAccount) => {
      const body = { ...credentials, ...(email && { email }), ...(invite && { invite }) };
      session.accept(await transport('POST /api/auth/register', null, { body }));
    },
  });
};

/** The session ends here only when the server has ended it: a cookie left over would bring it back. */
export const useSignOut = () => {
  const { transport, session } = useApi();
  return useMutation({
    mutationFn: async () => {
      await transport('POST /api/auth/logout', session.token());
      session.end();
    },
  });
};
