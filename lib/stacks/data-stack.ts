import type { StackProps } from 'aws-cdk-lib';
import { CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { ChatTable } from '../constructs/chat-table.ts';
import { UploadBucket } from '../constructs/upload-bucket.ts';

/** What must not be lost: the table and the attachments. */
export class DataStack extends Stack {
  readonly table: ChatTable;
  readonly uploads: UploadBucket;

  constructor(scope: Construct, id: string, props: StackProps & { config: StageConfig }) {
    super(scope, id, props);
    const { config } = props;
    this.table = new ChatTable(this, 'Table', config);
    if (!config.protectData) {
      Validations.of(this.table).acknowledge({
        id: 'AwsSolutions-DDB3',
        reason: 'A stage that may be thrown away: point-in-time recovery is paid by the gigabyte.',
      });
    }
    this.uploads = new UploadBucket(this, 'Uploads', config);
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'UploadBucketName', { value: this.uploads.bucketName });
  }
}
