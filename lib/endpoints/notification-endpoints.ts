import { httpEnv } from '../../functions/runtime/env.ts';
import { together } from '../constructs/binding.ts';
import { endpoint, sizes } from './endpoint.ts';

export const notificationEndpoints = {
  'get-push-key': endpoint({
    env: httpEnv['get-push-key'],
    ...sizes.small,
    backend: ({ table, settings }) => together(settings.webPush, table.uses('UserStore.get')),
  }),
  'put-push-subscription': endpoint({
    env: httpEnv['put-push-subscription'],
    ...sizes.small,
    backend: ({ table, settings }) =>
      together(
        settings.webPush,
        table.uses(
          'UserStore.get',
          'WebPushSubscriptionStore.listByUser',
          'WebPushSubscriptionStore.put',
        ),
      ),
  }),
  'delete-push-subscription': endpoint({
    env: httpEnv['delete-push-subscription'],
    ...sizes.small,
    backend: ({ table }) => table.uses('UserStore.get', 'WebPushSubscriptionStore.removeSessions'),
  }),
  'test-push': endpoint({
    env: httpEnv['test-push'],
    // Encrypts, signs and waits for a push service.
    ...sizes.medium,
    backend: ({ table, settings }) =>
      together(
        settings.webPush,
        settings.webPushKey,
        table.uses(
          'UserStore.get',
          'WebPushSubscriptionStore.listByUser',
          'WebPushSubscriptionStore.removeGone',
        ),
      ),
  }),
};
