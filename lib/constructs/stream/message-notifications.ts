import { Duration } from 'aws-cdk-lib';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { triggerEnv } from '../../../functions/runtime/env.ts';
import type { StageConfig } from '../../config.ts';
import { type Binding, together } from '../binding.ts';
import type { ChatTable } from '../chat-table.ts';
import { ParleyFunction } from '../function.ts';
import type { FunctionSettings } from '../function-settings.ts';
import { ParleyQueue } from './parley-queue.ts';

interface MessageNotificationsProps {
  readonly config: StageConfig;
  readonly table: ChatTable;
  readonly settings: FunctionSettings;
}

/** New messages, by the sort key of their items. Lambda is invoked for nothing else. */
const storedMessage = FilterCriteria.filter({
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { Keys: { SK: { S: FilterRule.beginsWith('MSG#') } } },
});

const timeoutSeconds = 25;

/**
 * Limits concurrency: after an outage, postponed notifications must neither overload a push service nor use
 * up the account's Lambda concurrency, which is ten in a new account.
 */
const maxConcurrency = 2;

const postponesIn = (queue: ParleyQueue): Binding<{ NOTIFICATION_QUEUE_URL: string }> => ({
  ...queue.uses('send', 'receive'),
  environment: { NOTIFICATION_QUEUE_URL: queue.queueUrl },
});

/**
 * Follows the table's stream and announces each new message to the devices of its receiver, so that a send
 * never waits for a push service. If a push service fails, the notification waits in a queue until the next
 * attempt.
 */
export class MessageNotifications extends Construct {
  readonly logGroup: ILogGroup;

  constructor(
    scope: Construct,
    id: string,
    { config, table, settings }: MessageNotificationsProps,
  ) {
    super(scope, id);
    const postponed = new ParleyQueue(this, 'Postponed', {
      config,
      visibilityTimeout: Duration.seconds(timeoutSeconds * 6),
      // Nobody needs a notification after two days.
      retention: Duration.days(2),
      isLastSince: 'A notification that fails for two days is useless, so it is deleted.',
    });
    const notifier = new ParleyFunction(this, 'NotifyMessage', {
      config,
      folder: 'functions/triggers/notify-message',
      env: triggerEnv['notify-message'],
      memoryMb: 512,
      timeoutSeconds,
      backend: together(
        settings.webPush,
        settings.webPushKey,
        settings.metrics,
        table.uses(
          'UserStore.get',
          'BlockStore.isBlockedBetween',
          'ConversationStore.get',
          'ConversationStore.getMessage',
          'ConversationStore.unreadCounts',
          'MemberSettingsStore.get',
          'MemberSettingsStore.getMarks',
          'ConnectionRegistry.listByUsers',
          'WebPushSubscriptionStore.listByUser',
          'WebPushSubscriptionStore.removeGone',
        ),
        table.stream,
        postponesIn(postponed),
      ),
    });
    this.logGroup = notifier.logGroup;
    new EventSourceMapping(this, 'Stored', {
      target: notifier,
      ...(table.tableStreamArn && { eventSourceArn: table.tableStreamArn }),
      // Messages from before notifications were turned on are not announced.
      startingPosition: StartingPosition.LATEST,
      filters: [storedMessage],
      batchSize: 25,
      retryAttempts: 5,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      maxRecordAge: Duration.hours(1),
      parallelizationFactor: 4,
    });
    new EventSourceMapping(this, 'Later', {
      target: notifier,
      eventSourceArn: postponed.queueArn,
      batchSize: 10,
      maxConcurrency,
      reportBatchItemFailures: true,
    });
  }
}
