import { Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type IEventSourceDlq,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { triggerEnv } from '../../functions/runtime/env.ts';
import type { StageConfig } from '../config.ts';
import { type Binding, together } from './binding.ts';
import type { ChatTable } from './chat-table.ts';
import { ParleyFunction } from './function.ts';
import type { UploadBucket } from './upload-bucket.ts';

interface ByteRemovalProps {
  readonly config: StageConfig;
  readonly table: ChatTable;
  readonly uploads: UploadBucket;
}

/** Removed attachments, by the sort key of their items. Lambda is not even called for anything else. */
const removedAttachment = FilterCriteria.filter({
  eventName: FilterRule.isEqual('REMOVE'),
  dynamodb: { Keys: { SK: { S: FilterRule.isEqual('ATT') } } },
});

const sendsTo = (queue: Queue): Binding<Record<never, string>> => ({
  environment: {},
  grantTo: (role) => {
    const actions = ['sqs:SendMessage'];
    role.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [queue.queueArn] }));
  },
});

/**
 * Follows the table's stream: when the item of an attachment is gone, so are its bytes, and its owner has
 * the space again. A removal that fails is tried ten times more, apart from others in the end, and then told to a queue with an alarm.
 */
export class ByteRemoval extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { config, table, uploads }: ByteRemovalProps) {
    super(scope, id);
    this.deadLetters = deadLetterQueue(this);
    const remover = new ParleyFunction(this, 'RemoveBytes', {
      config,
      folder: 'functions/triggers/remove-bytes',
      env: triggerEnv['remove-bytes'],
      // It waits for one call to S3 and one to the table for each removal.
      memoryMb: 256,
      timeoutSeconds: 25,
      backend: together(
        uploads.uses('BlobStore.remove'),
        table.uses('AttachmentStore.release'),
        table.stream,
        sendsTo(this.deadLetters),
      ),
    });
    const onFailure: IEventSourceDlq = {
      bind: () => ({ destination: this.deadLetters.queueArn }),
    };
    new EventSourceMapping(this, 'Removed', {
      target: remover,
      ...(table.tableStreamArn && { eventSourceArn: table.tableStreamArn }),
      // A new mapping begins with what the stream still has: a removal twice is no harm, a lost one is.
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [removedAttachment],
      batchSize: 25,
      retryAttempts: 10,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure,
    });
  }
}

const deadLetterQueue = (scope: Construct): Queue => {
  const queue = new Queue(scope, 'DeadLetters', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    // The longest there is; nothing but a person empties it.
    retentionPeriod: Duration.days(14),
  });
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'It is the dead-letter queue itself.',
  });
  return queue;
};
