import {
  CloudWatchClient,
  type Dimension,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  GetAccountSettingsCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import {
  GetBucketEncryptionCommand,
  GetPublicAccessBlockCommand,
  HeadObjectCommand,
} from '@aws-sdk/client-s3';
import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { OperatorDeps } from '#core/usecases/operator/operate-users.ts';
import { deactivateByName } from '#core/usecases/operator/operate-users.ts';
import { tableOf } from '../../functions/adapters/aws/dynamodb/table/table.ts';
import { s3Client } from '../../functions/adapters/aws/s3/client.ts';
import { signUpload } from '../../functions/adapters/aws/s3/signatures.ts';
import { deadLetterQueuesOf, listOf, resourcesOf } from '../deploy/resources-of.ts';
import { eraseAccounts } from './erase.ts';
import type { MetricName, StageAlarm, StageView } from './stage-view.ts';

const minuteMs = 60_000;

const isNotFound = (error: unknown): boolean => {
  const { name, $metadata } = Object(error);
  return name === 'NotFound' || name === 'NoSuchKey' || $metadata?.httpStatusCode === 404;
};

const dimensionsOf = (dimensions: readonly Dimension[] = []) =>
  Object.fromEntries(dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));

const askedMetric = ({ namespace, name, dimensions }: MetricName) => ({
  Namespace: namespace,
  MetricName: name,
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
});

const alarmsOf = async (stage: string): Promise<StageAlarm[]> => {
  const names = new Set(await resourcesOf(stage, 'AWS::CloudWatch::Alarm'));
  const pages = paginateDescribeAlarms({ client: new CloudWatchClient({}) }, {});
  const alarms = await listOf(pages, (page) => page.MetricAlarms);
  return alarms
    .filter(({ AlarmName = '' }) => names.has(AlarmName))
    .map(({ AlarmName = '', StateValue = '', AlarmActions = [], ...alarm }) => ({
      name: AlarmName,
      state: StateValue,
      actions: AlarmActions,
      metric: {
        namespace: alarm.Namespace ?? '',
        name: alarm.MetricName ?? '',
        dimensions: dimensionsOf(alarm.Dimensions),
      },
    }));
};

const unitsSince = async (
  table: string,
  since: Date,
  MetricName: string,
): Promise<number | null> => {
  const { Datapoints = [] } = await new CloudWatchClient({}).send(
    new GetMetricStatisticsCommand({
      Namespace: 'AWS/DynamoDB',
      MetricName,
      Dimensions: [{ Name: 'TableName', Value: table }],
      // Rounded down to whole minutes, so that the period includes the first one.
      StartTime: new Date(Math.floor(since.getTime() / minuteMs) * minuteMs),
      EndTime: new Date(),
      Period: 60,
      Statistics: ['Sum'],
    }),
  );
  return Datapoints.length === 0 ? null : Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
};

/** A deployed stage, read with the credentials of the environment. */
export const awsStage = (
  identity: Pick<StageView, 'name' | 'region' | 'outputs' | 'config'>,
  operator: OperatorDeps,
): StageView => {
  const { TableName = '', UploadBucketName = '' } = identity.outputs;
  const tables = new DynamoDBClient({});
  const files = s3Client();
  const functions = new LambdaClient({});
  const logs = new CloudWatchLogsClient({});
  return {
    ...identity,
    deactivate: async (username) => void (await deactivateByName(operator, username)),
    erase: (accounts) =>
      eraseAccounts(tableOf({ TABLE_NAME: TableName }), operator.identities, accounts),
    timeToLive: async () => {
      const { TimeToLiveDescription } = await tables.send(
        new DescribeTimeToLiveCommand({ TableName }),
      );
      const { TimeToLiveStatus = 'unknown', AttributeName } = TimeToLiveDescription ?? {};
      return { status: TimeToLiveStatus, attribute: AttributeName };
    },
    hasObject: async (Key) => {
      try {
        await files.send(new HeadObjectCommand({ Bucket: UploadBucketName, Key }));
        return true;
      } catch (error) {
        if (isNotFound(error)) return false;
        throw error;
      }
    },
    expiredForm: ({ mime, sizeBytes }) => {
      const clock = { now: () => Date.now(), sleep: async () => undefined };
      return signUpload(
        { client: files, name: UploadBucketName, clock },
        { key: 'pending/verify-expired', mime, sizeBytes, expiresAt: Date.now() - minuteMs },
      );
    },
    bucket: async () => {
      const Bucket = UploadBucketName;
      const { PublicAccessBlockConfiguration: block = {} } = await files.send(
        new GetPublicAccessBlockCommand({ Bucket }),
      );
      const { ServerSideEncryptionConfiguration } = await files.send(
        new GetBucketEncryptionCommand({ Bucket }),
      );
      return {
        isPublicAccessBlocked: Object.values(block).filter(Boolean).length === 4,
        isEncrypted: (ServerSideEncryptionConfiguration?.Rules ?? []).length > 0,
      };
    },
    stream: async () => {
      const { Table } = await tables.send(new DescribeTableCommand({ TableName }));
      const { EventSourceMappings = [] } = await functions.send(
        new ListEventSourceMappingsCommand({ EventSourceArn: Table?.LatestStreamArn }),
      );
      // The mapping of the audit log has no queue for failures.
      const mapping =
        EventSourceMappings.find(({ DestinationConfig }) => DestinationConfig?.OnFailure) ??
        EventSourceMappings[0];
      return { state: mapping?.State ?? 'missing', lastResult: mapping?.LastProcessingResult };
    },
    deadLetters: async () => {
      const client = new SQSClient({});
      let count = 0;
      for (const QueueUrl of await deadLetterQueuesOf(identity.name)) {
        const { Attributes } = await client.send(
          new GetQueueAttributesCommand({
            QueueUrl,
            AttributeNames: ['ApproximateNumberOfMessages'],
          }),
        );
        count += Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0);
      }
      return count;
    },
    isRestorable: async () => {
      const { ContinuousBackupsDescription } = await tables.send(
        new DescribeContinuousBackupsCommand({ TableName }),
      );
      const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
      return recovery?.PointInTimeRecoveryStatus === 'ENABLED';
    },
    alarms: () => alarmsOf(identity.name),
    isPublished: async (metric) => {
      const { Metrics = [] } = await new CloudWatchClient({}).send(
        new ListMetricsCommand(askedMetric(metric)),
      );
      return Metrics.length > 0;
    },
    subscriptions: async (TopicArn) => {
      const pages = paginateListSubscriptionsByTopic({ client: new SNSClient({}) }, { TopicArn });
      const all = await listOf(pages, (page) => page.Subscriptions);
      return all.map(({ Endpoint = '', SubscriptionArn = '' }) => ({
        endpoint: Endpoint,
        isConfirmed: SubscriptionArn.startsWith('arn:'),
      }));
    },
    budgets: () => resourcesOf(identity.name, 'AWS::Budgets::Budget'),
    logGroups: () => resourcesOf(identity.name, 'AWS::Logs::LogGroup'),
    logLines: async (logGroupName, since) => {
      const asked = { logGroupName, startTime: since.getTime() };
      const events = await listOf(
        paginateFilterLogEvents({ client: logs }, asked),
        (page) => page.events,
      );
      return events.map(({ message = '' }) => message.trimEnd());
    },
    consumed: async (since) => {
      const [read, write] = [
        await unitsSince(TableName, since, 'ConsumedReadCapacityUnits'),
        await unitsSince(TableName, since, 'ConsumedWriteCapacityUnits'),
      ];
      return read === null && write === null ? null : { read: read ?? 0, write: write ?? 0 };
    },
    concurrency: async () => {
      const { AccountLimit } = await functions.send(new GetAccountSettingsCommand({}));
      return AccountLimit?.ConcurrentExecutions ?? 0;
    },
  };
};
