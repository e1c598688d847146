import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { limits } from '#contracts/limits.ts';
import { triggerEnv } from '../../../functions/runtime/env.ts';
import type { StageConfig } from '../../config.ts';
import type { ChatTable } from '../chat-table.ts';
import { ParleyFunction } from '../function.ts';

/** Stored account events, by the sort key of their items. Lambda is invoked for nothing else. */
const storedEvent = FilterCriteria.filter({
  eventName: FilterRule.or('INSERT', 'MODIFY'),
  dynamodb: { Keys: { SK: { S: FilterRule.beginsWith('EVENT#') } } },
});

/**
 * Copies account events from the table's stream to a separate log group, which keeps them for 90 days, as the
 * table does. A sign-in does not wait for it.
 */
export class AuditTrail extends Construct {
  readonly logGroup: ILogGroup;

  constructor(
    scope: Construct,
    id: string,
    { config, table }: { config: StageConfig; table: ChatTable },
  ) {
    super(scope, id);
    const copier = new ParleyFunction(this, 'CopyEvents', {
      config,
      folder: 'functions/triggers/audit-trail',
      env: triggerEnv['audit-trail'],
      memoryMb: 128,
      timeoutSeconds: 10,
      logDays: limits.audit.days,
      backend: table.stream,
    });
    this.logGroup = copier.logGroup;
    new EventSourceMapping(this, 'Stored', {
      target: copier,
      ...(table.tableStreamArn && { eventSourceArn: table.tableStreamArn }),
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [storedEvent],
      batchSize: 100,
      // The table still has the event, so a failed line must not delay the others.
      retryAttempts: 3,
      bisectBatchOnError: true,
    });
  }
}
