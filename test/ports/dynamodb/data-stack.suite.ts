import {
  CloudFormationClient,
  DescribeStacksCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentClient } from '#functions/adapters/aws/dynamodb/table/client.ts';
import { dynamoUserStore } from '#functions/adapters/aws/dynamodb/users/user-store.ts';
import { s3BlobStore } from '#functions/adapters/aws/s3/blob-store.ts';
import { s3Client } from '#functions/adapters/aws/s3/client.ts';
import { clock } from '#functions/adapters/system.ts';
import { bootstrap, cdk } from '#scripts/deploy/cdk.ts';
import { deleteStack } from '#scripts/deploy/delete-stacks.ts';
import { liftGuards } from '#scripts/deploy/guards.ts';
import { deployedOutputs, type Outputs } from '#scripts/deploy/outputs-of.ts';
import { chooseTarget, type Target } from '#scripts/deploy/target/target.ts';
import { aRegistration } from '../../support/builders.ts';
import { hasCapability } from '../../support/capabilities.ts';
import { upload } from '../../support/ports/blobs.ts';
import { assemblyOf, StackName, stage } from '../../support/ports/data-assembly.ts';

/** Parts of the template that an emulator's CloudFormation ignores. */
export type StackPart =
  | 'recovery'
  | 'lifecycle rules'
  | 'updated deletion protection'
  /** Deletion policies. */
  | 'kept data';

/** The data stack on an emulator that has CloudFormation, but runs no functions. */
export const describeDataStack = (
  name: string,
  environment: () => Readonly<Record<string, string>>,
  lacking: readonly StackPart[] = [],
): void => {
  const lacks = (part: StackPart): boolean =>
    !hasCapability(
      `data stack on ${name}: ${part}`,
      lacking.includes(part) ? 'its CloudFormation ignores it' : null,
    );

  describe(`data stack by CloudFormation: ${name}`, () => {
    let target: Target;
    let kept: Outputs;
    const deploy = async (context: Record<string, unknown>) => {
      const { directory, ...made } = assemblyOf(context);
      const options = ['--exclusively', '--method=direct', '--require-approval=never'];
      await cdk(target, ['deploy', StackName, `--app=${directory}`, ...options]);
      return made;
    };
    const stackNow = async () => {
      const { Stacks = [] } = await new CloudFormationClient().send(
        new DescribeStacksCommand({ StackName }),
      );
      return Stacks[0];
    };
    /** LocalStack lists deleted stacks too. */
    const isThere = async (): Promise<boolean> => {
      const { Stacks = [] } = await new CloudFormationClient().send(new DescribeStacksCommand());
      return Stacks.some(
        (stack) => stack.StackName === StackName && stack.StackStatus !== 'DELETE_COMPLETE',
      );
    };
    const outputs = () => deployedOutputs(target);
    const tableNow = async () => {
      const { TableName } = await outputs();
      const { Table } = await new DynamoDBClient().send(new DescribeTableCommand({ TableName }));
      return Table;
    };

    beforeAll(async () => {
      Object.assign(process.env, environment());
      target = chooseTarget(stage);
      await bootstrap(target, { account: '000000000000', region: 'us-east-1' }, undefined);
    });

    it('is created by the first deploy, unguarded', async () => {
      const { types } = await deploy({ 'first-deploy': 'true' });
      const { StackResourceSummaries = [] } = await new CloudFormationClient().send(
        new ListStackResourcesCommand({ StackName }),
      );

      expect(StackResourceSummaries.map(({ ResourceType }) => ResourceType).sort()).toEqual(
        types.sort(),
      );
      expect(await stackNow()).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
      expect((await tableNow())?.DeletionProtectionEnabled).toBe(false);
    });

    it('has a table with its keys, indexes, stream and time to live', async () => {
      const table = await tableNow();
      const { TableName } = await outputs();
      const { TimeToLiveDescription } = await new DynamoDBClient().send(
        new DescribeTimeToLiveCommand({ TableName }),
      );

      expect(table?.KeySchema?.map(({ AttributeName }) => AttributeName)).toEqual(['PK', 'SK']);
      expect(table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual([
        'GSI1',
        'GSI2',
      ]);
      expect(table?.StreamSpecification).toEqual({
        StreamEnabled: true,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      });
      expect(table?.BillingModeSummary?.BillingMode).toBe('PAY_PER_REQUEST');
      expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
    });

    it.skipIf(lacks('recovery'))('can be restored to a point in time', async () => {
      const { TableName } = await outputs();
      const { ContinuousBackupsDescription } = await new DynamoDBClient().send(
        new DescribeContinuousBackupsCommand({ TableName }),
      );

      expect(ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toMatchObject({
        PointInTimeRecoveryStatus: 'ENABLED',
      });
    });

    it('has a bucket that is private, encrypted and versioned', async () => {
      const { UploadBucketName: Bucket } = await outputs();
      const client = s3Client();
      const { PublicAccessBlockConfiguration: block } = await client.send(
        new GetPublicAccessBlockCommand({ Bucket }),
      );
      const { ServerSideEncryptionConfiguration: encryption } = await client.send(
        new GetBucketEncryptionCommand({ Bucket }),
      );
      const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket }));

      expect(Object.values(block ?? {})).toEqual([true, true, true, true]);
      expect(encryption?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe(
        'AES256',
      );
      expect(Status).toBe('Enabled');
    });

    it.skipIf(lacks('lifecycle rules'))('has a bucket that expires pending uploads', async () => {
      const { UploadBucketName: Bucket } = await outputs();
      const { Rules = [] } = await s3Client().send(
        new GetBucketLifecycleConfigurationCommand({ Bucket }),
      );

      expect(Rules.map(({ ID }) => ID).sort()).toEqual(['forget-deleted', 'sweep-pending']);
    });

    it('stores a user in its table and an upload in its bucket', async () => {
      const { TableName = '', UploadBucketName = '' } = await outputs();
      const users = dynamoUserStore({ name: TableName, client: documentClient({}), clock });
      const ada = aRegistration({ createdAt: clock.now() });
      const blobs = s3BlobStore({ name: UploadBucketName, client: s3Client(), clock });
      const key = 'pending/form';
      const expiresAt = clock.now() + 60_000;
      const form = await blobs.signUpload({ key, mime: 'text/plain', sizeBytes: 5, expiresAt });

      expect(await users.claim(ada)).toBe('claimed');
      const origin = process.env['AWS_ENDPOINT_URL'] ?? '';
      const sent = await upload({ blobs, origin }, form, new TextEncoder().encode('bytes'));
      expect(sent.status).toBe(204);
      expect(Buffer.from((await blobs.read(key))?.bytes ?? []).toString()).toBe('bytes');
    });

    it('lets a site send a form and read a file, and nothing else (CORS)', async () => {
      const { UploadBucketName } = await outputs();
      const preflight = (method: string) =>
        fetch(`${process.env['AWS_ENDPOINT_URL']}/${UploadBucketName}/pending/form`, {
          method: 'OPTIONS',
          headers: { origin: 'https://site.example', 'access-control-request-method': method },
        });
      const [post, read, put] = [
        await preflight('POST'),
        await preflight('GET'),
        await preflight('PUT'),
      ];

      expect([post.status, read.status, put.status]).toEqual([200, 200, 403]);
      expect(post.headers.get('access-control-allow-origin')).toBe('*');
      expect(post.headers.get('access-control-max-age')).toBe('3600');
    });

    it('is guarded by the next deploy', async () => {
      await deploy({});

      expect(await stackNow()).toMatchObject({
        StackStatus: 'UPDATE_COMPLETE',
        EnableTerminationProtection: true,
      });
    });

    it.skipIf(lacks('updated deletion protection'))('then has a guarded table', async () => {
      expect((await tableNow())?.DeletionProtectionEnabled).toBe(true);
    });

    it('can be deleted once its guard is removed', async () => {
      kept = await outputs();
      await liftGuards({ stage });
      await deleteStack(StackName, { print: () => undefined });

      expect(await isThere()).toBe(false);
    });

    it.skipIf(lacks('kept data'))('leaves its table and its bucket behind', async () => {
      const { TableName, UploadBucketName: Bucket } = kept;
      const { Table } = await new DynamoDBClient().send(new DescribeTableCommand({ TableName }));
      const { Status } = await s3Client().send(new GetBucketVersioningCommand({ Bucket }));

      expect(Table?.TableStatus).toBe('ACTIVE');
      expect(Status).toBe('Enabled');
    });
  });
};
