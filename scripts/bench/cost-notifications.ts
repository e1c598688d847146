import type { WebPushSender } from '#core/ports/web-push.ts';
import { makeNotifyMessage, type NotifyDeps } from '#core/usecases/notifications/notify-message.ts';
import { makePutSubscription } from '#core/usecases/notifications/subscriptions.ts';
import { dynamoConnectionRegistry } from '#functions/adapters/aws/dynamodb/connection-registry.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { dynamoWebPushSubscriptionStore } from '#functions/adapters/aws/dynamodb/web-push-subscription-store.ts';
import { aCaller, aSubscription } from '../../test/support/builders.ts';

type Measure = (name: string, work: () => Promise<unknown>, budget?: string) => Promise<void>;

/** The table's units for notifications: a subscription, and the announcement of a message. */
export const measureNotifications = async (
  table: Table,
  deps: Omit<NotifyDeps, 'connections' | 'subscriptions' | 'sender'>,
  { receiverId, message }: { receiverId: string; message: { conversationId: string; seq: number } },
  measure: Measure,
): Promise<void> => {
  const subscriptions = dynamoWebPushSubscriptionStore(table);
  const sender: WebPushSender = {
    publicKey: async () => 'key',
    accepts: () => true,
    send: async () => ({ kind: 'accepted' }),
  };
  const connections = dynamoConnectionRegistry(table);
  const notify = makeNotifyMessage(
    { ...deps, connections, subscriptions, sender },
    () => undefined,
  );
  const caller = aCaller({ userId: receiverId });
  await measure('notification: the receiver has no device', () => notify(message));
  await measure('notification: a device subscribes', () =>
    makePutSubscription({ ...deps, subscriptions, sender })(
      caller,
      aSubscription({ userId: receiverId }),
    ),
  );
  await measure('notification: of a message, to one device', () => notify(message));
};
