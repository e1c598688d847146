import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { NotificationQueue } from '#core/ports/web-push.ts';

/** Notifications to send later, on SQS, which delays each by up to 15 minutes. */
export const notificationQueue = ({
  NOTIFICATION_QUEUE_URL: QueueUrl,
}: {
  readonly NOTIFICATION_QUEUE_URL: string;
}): NotificationQueue => {
  const client = new SQSClient({});
  return {
    put: async (notification, DelaySeconds) => {
      const MessageBody = JSON.stringify(notification);
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds }));
    },
  };
};
