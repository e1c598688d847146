import { Duration } from 'aws-cdk-lib';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type IEventSourceDlq,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { triggerEnv } from '../../../functions/runtime/env.ts';
import type { StageConfig } from '../../config.ts';
import { together } from '../binding.ts';
import type { ChatTable } from '../chat-table.ts';
import { ParleyFunction } from '../function.ts';
import type { UploadBucket } from '../upload-bucket.ts';
import { ParleyQueue } from './parley-queue.ts';

interface ByteRemovalProps {
  readonly config: StageConfig;
  readonly table: ChatTable;
  readonly uploads: UploadBucket;
}

/** Removed attachments, by the sort key of their items. Lambda is invoked for nothing else. */
const removedAttachment = FilterCriteria.filter({
  eventName: FilterRule.isEqual('REMOVE'),
  dynamodb: { Keys: { SK: { S: FilterRule.isEqual('ATT') } } },
});

/**
 * Follows the table's stream. When the item of an attachment is removed, it deletes the bytes and releases
 * the owner's storage. A failed removal is retried ten times, isolated by bisecting the batch, then sent to
 * a queue with an alarm.
 */
export class ByteRemoval extends Construct {
  readonly deadLetters: ParleyQueue;
  readonly logGroup: ILogGroup;

  constructor(scope: Construct, id: string, { config, table, uploads }: ByteRemovalProps) {
    super(scope, id);
    this.deadLetters = new ParleyQueue(this, 'DeadLetters', {
      config,
      // The maximum: only an operator empties the queue.
      retention: Duration.days(14),
      isLastSince: 'It is the dead-letter queue itself.',
    });
    const remover = new ParleyFunction(this, 'RemoveBytes', {
      config,
      folder: 'functions/triggers/remove-bytes',
      env: triggerEnv['remove-bytes'],
      // Each removal waits for one call to S3 and one to the table.
      memoryMb: 256,
      timeoutSeconds: 25,
      backend: together(
        uploads.uses('BlobStore.remove'),
        table.uses('AttachmentStore.release'),
        table.stream,
        this.deadLetters.uses('send'),
      ),
    });
    this.logGroup = remover.logGroup;
    const onFailure: IEventSourceDlq = {
      bind: () => ({ destination: this.deadLetters.queueArn }),
    };
    new EventSourceMapping(this, 'Removed', {
      target: remover,
      ...(table.tableStreamArn && { eventSourceArn: table.tableStreamArn }),
      // A new mapping starts at the oldest record: a repeated removal is harmless, a missed one is not.
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
