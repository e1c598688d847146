import { useMutation, useQuery } from '@tanstack/react-query';
import { ApiError } from '#client';
import { changeSubscription, currentSubscription } from '#site/lib/push-manager.ts';
import { useApi } from '#site/sync/api-context.ts';
import { syncAgain } from '../model/push-state.ts';

/** Sends a test notification to this device. A subscription that has ended is renewed. */
export const useTestPush = () => {
  const { call } = useApi();
  return useMutation({
    mutationFn: async () => {
      const { outcome } = await call('POST /api/push/subscription/test').catch((error: unknown) => {
        if (error instanceof ApiError && error.code === 'subscription_not_found')
          return { outcome: 'gone' as const };
        throw error;
      });
      if (outcome === 'gone') {
        await changeSubscription(
          async () => void (await (await currentSubscription())?.unsubscribe()),
        );
        syncAgain();
      }
      return outcome;
    },
  });
};

/** Has the operator set up notifications for closed browsers? False while it is unknown. */
export const useIsPushSetUp = (): boolean => {
  const { call } = useApi();
  const { data } = useQuery({
    queryKey: ['push-key'],
    queryFn: () => call('GET /api/push/key'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return typeof data?.key === 'string';
};
