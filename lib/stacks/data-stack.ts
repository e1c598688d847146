import type { StackProps } from 'aws-cdk-lib';
import { CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { guardsData } from '../config.ts';
import { ChatTable } from '../constructs/chat-table.ts';
import { FunctionSettings } from '../constructs/function-settings.ts';
import { MessageExpiry } from '../constructs/message-expiry.ts';
import { auditQueries, removalQueries, SavedQueries } from '../constructs/saved-queries.ts';
import { AuditTrail } from '../constructs/stream/audit-trail.ts';
import { ByteRemoval } from '../constructs/stream/byte-removal.ts';
import { MessageNotifications } from '../constructs/stream/message-notifications.ts';
import { UploadBucket } from '../constructs/upload-bucket.ts';

/**
 * Data that must not be lost: the table and the attachments; also the functions that read the table's stream.
 */
export class DataStack extends Stack {
  readonly table: ChatTable;
  readonly uploads: UploadBucket;
  /** Removals that failed permanently. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: StackProps & { config: StageConfig }) {
    const { config } = props;
    super(scope, id, { ...props, terminationProtection: guardsData(config) });
    this.table = new ChatTable(this, 'Table', config);
    if (!config.protectData) {
      Validations.of(this.table).acknowledge({
        id: 'AwsSolutions-DDB3',
        reason: 'A stage that may be thrown away: point-in-time recovery is paid by the gigabyte.',
      });
    }
    this.uploads = new UploadBucket(this, 'Uploads', config);
    const { table, uploads } = this;
    const removal = new ByteRemoval(this, 'Removal', { config, table, uploads });
    this.deadLetters = removal.deadLetters;
    if (config.pushContact !== undefined) {
      const settings = new FunctionSettings(this, config);
      new MessageNotifications(this, 'Notifications', { config, table, settings });
    }
    new MessageExpiry(this, 'Expiry', { config, table });
    if (config.monitoring) {
      const groups = [removal.logGroup];
      new SavedQueries(this, 'Queries', { config, groups, queries: removalQueries });
    }
    if (config.auditLog) {
      const groups = [new AuditTrail(this, 'Audit', { config, table }).logGroup];
      new SavedQueries(this, 'AuditQueries', { config, groups, queries: auditQueries });
      for (const { logGroupName } of groups)
        new CfnOutput(this, 'AuditLog', { value: logGroupName });
    }
    // Later deploys reuse the value: `npm run deploy` reads it.
    new CfnOutput(this, 'PushContact', { value: config.pushContact ?? 'none' });
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'UploadBucketName', { value: this.uploads.bucketName });
  }
}
