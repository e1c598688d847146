import { metrics, metricsNamespace } from '#contracts/metrics.ts';

/**
 * The metrics that AWS publishes, by namespace and sorted names of dimensions, as far as Parley may use them.
 * Sources, read on 2026-11-29:
 * - docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 * - docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
 * - docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 * - docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * - docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
const published: Readonly<Record<string, readonly string[]>> = {
  'AWS/ApiGateway ApiId': [
    ...['4xx', '5xx', 'Count', 'DataProcessed', 'IntegrationLatency', 'Latency'],
    ...['ClientError', 'ConnectCount', 'ExecutionError', 'IntegrationError', 'MessageCount'],
  ],
  'AWS/DynamoDB TableName': [
    ...['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'],
    ...['ReadThrottleEvents', 'WriteThrottleEvents'],
  ],
  'AWS/DynamoDB GlobalSecondaryIndexName TableName': [
    ...['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'],
    ...['ReadThrottleEvents', 'WriteThrottleEvents'],
  ],
  'AWS/Lambda ': ['ConcurrentExecutions', 'Duration', 'Errors', 'Invocations', 'Throttles'],
  'AWS/Lambda FunctionName': ['Duration', 'Errors', 'Invocations', 'IteratorAge', 'Throttles'],
  'AWS/SQS QueueName': [
    ...['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesVisible'],
    'NumberOfMessagesSent',
  ],
  // Metrics of functions; `test/unit/runtime/metrics.test.ts` compares the log lines with the same list.
  [`${metricsNamespace} stage`]: Object.keys(metrics),
};

/** Whether such a metric can ever have data. */
export const isPublished = (
  namespace: string,
  name: string,
  dimensions: readonly string[],
): boolean =>
  published[`${namespace} ${[...dimensions].sort().join(' ')}`]?.includes(name) === true;
