import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type MetricName, metricsNamespace } from '#contracts/metrics.ts';

const metric = (
  namespace: string,
  metricName: string,
  statistic: string,
  dimensionsMap: Record<string, string> = {},
): Metric =>
  new Metric({ namespace, metricName, statistic, dimensionsMap, period: Duration.minutes(5) });

/**
 * Metrics that AWS records at no cost, and those that functions emit (`functions/contracts/metrics.ts`).
 * Function metrics of AWS cover the whole account and region.
 */
export const apiMetrics = (ids: {
  stage: string;
  httpApiId: string;
  socketApiId: string;
  tableName: string;
  deadLetterQueueName: string;
}) => {
  const own = (name: MetricName, statistic: string = Stats.SUM) =>
    metric(metricsNamespace, name, statistic, { stage: ids.stage });
  const http = { ApiId: ids.httpApiId };
  const socket = { ApiId: ids.socketApiId };
  const table = { TableName: ids.tableName };
  const index = (name: string) => ({ ...table, GlobalSecondaryIndexName: name });
  const deadLetters = { QueueName: ids.deadLetterQueueName };
  return {
    httpCount: metric('AWS/ApiGateway', 'Count', Stats.SUM, http),
    httpRefusals: metric('AWS/ApiGateway', '4xx', Stats.SUM, http),
    httpErrors: metric('AWS/ApiGateway', '5xx', Stats.SUM, http),
    httpLatency: metric('AWS/ApiGateway', 'Latency', Stats.percentile(99), http),
    socketConnects: metric('AWS/ApiGateway', 'ConnectCount', Stats.SUM, socket),
    socketFrames: metric('AWS/ApiGateway', 'MessageCount', Stats.SUM, socket),
    socketErrors: metric('AWS/ApiGateway', 'IntegrationError', Stats.SUM, socket),
    tableWrites: metric('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', Stats.SUM, table),
    tableReads: metric('AWS/DynamoDB', 'ConsumedReadCapacityUnits', Stats.SUM, table),
    tableThrottles: metric('AWS/DynamoDB', 'WriteThrottleEvents', Stats.SUM, table),
    readThrottles: metric('AWS/DynamoDB', 'ReadThrottleEvents', Stats.SUM, table),
    // A throttled index refuses the table's writes, but only the index counts them.
    inboxThrottles: metric('AWS/DynamoDB', 'WriteThrottleEvents', Stats.SUM, index('GSI1')),
    outboxThrottles: metric('AWS/DynamoDB', 'WriteThrottleEvents', Stats.SUM, index('GSI2')),
    functionThrottles: metric('AWS/Lambda', 'Throttles', Stats.SUM),
    functionConcurrency: metric('AWS/Lambda', 'ConcurrentExecutions', Stats.MAXIMUM),
    functionErrors: metric('AWS/Lambda', 'Errors', Stats.SUM),
    sends: own('Sends'),
    sendLatency: own('SendLatency', Stats.percentile(99)),
    sendMedian: own('SendLatency', Stats.percentile(50)),
    repeatedSends: own('RepeatedSends'),
    pushFailures: own('PushFailures'),
    goneSockets: own('GoneSockets'),
    signInsRefused: own('SignInsRefused'),
    busy: own('Busy'),
    canaryFailed: own('CanaryFailed', Stats.MAXIMUM),
    canarySeconds: own('CanarySeconds', Stats.MAXIMUM),
    webPushesAccepted: own('WebPushesAccepted'),
    webPushesGone: own('WebPushesGone'),
    webPushesRefused: own('WebPushesRefused'),
    deadLetters: metric(
      'AWS/SQS',
      'ApproximateNumberOfMessagesVisible',
      Stats.MAXIMUM,
      deadLetters,
    ),
  };
};
