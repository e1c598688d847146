import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Me } from '#contracts/http/me.ts';
import { useApi } from '#site/sync/api-context.ts';
import { keys } from '#site/sync/query-cache.ts';
import { useRealtime } from '#site/sync/realtime-context.ts';
import { useProven } from '#site/ui/step-up/step-up.tsx';

export const useUpdateMe = () => {
  const { call } = useApi();
  const { catchUp } = useRealtime();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: {
      username?: string;
      email?: string;
      display_name?: string | null;
      about?: string | null;
      photo?: string | null;
      privacy?: Partial<Me['privacy']>;
    }) => call('PATCH /api/users/me', { body }),
    onSuccess: (me) => {
      client.setQueryData(keys.me, me);
      // Reloads the list: a new name shows in the notes to oneself, and privacy is mutual.
      void catchUp.list().catch(() => undefined);
    },
  });
};

/** The server ends all other sessions; this one continues with the new tokens. */
export const useChangePassword = () => {
  const { transport, session } = useApi();
  const proven = useProven();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { current_password: string; new_password: string }) =>
      proven(() =>
        session.alone(async (token) => {
          session.accept(await transport('POST /api/auth/password', token, { body }));
        }),
      ),
    // The other sessions have ended, and a refusal is in the event list.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.sessions });
    },
  });
};

export const useSignOutEverywhere = () => {
  const { transport, session } = useApi();
  return useMutation({
    mutationFn: () =>
      session.alone(async (token) => {
        await transport('POST /api/auth/logout', token, { body: { everywhere: true } });
        session.end();
      }),
  });
};

/** Deactivates the account, irrevocably. */
export const useDeactivate = () => {
  const { transport, session } = useApi();
  const proven = useProven();
  return useMutation({
    mutationFn: () =>
      proven(() =>
        session.alone(async (token) => {
          await transport('DELETE /api/users/me', token);
          session.end();
        }),
      ),
  });
};
