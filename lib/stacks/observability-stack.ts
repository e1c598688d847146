import type { StackProps } from 'aws-cdk-lib';
import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import type { ChatTable } from '../constructs/chat-table.ts';
import type { HttpGateway } from '../constructs/http-gateway.ts';
import { RunbookAlarm } from '../constructs/runbook-alarm.ts';
import type { SocketApi } from '../constructs/socket-api.ts';
import { apiMetrics } from '../metrics.ts';

interface ObservabilityStackProps extends StackProps {
  readonly config: StageConfig;
  readonly table: ChatTable;
  readonly gateway: HttpGateway;
  readonly sockets: SocketApi;
  readonly deadLetters: Queue;
}

/**
 * Ten alarms and one dashboard: ten alarms and three dashboards per account are free. Beyond that an
 * alarm costs $0.10 and a dashboard $3 a month.
 */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, props: ObservabilityStackProps) {
    super(scope, id, props);
    const { alarmEmail, stage } = props.config;
    const metrics = apiMetrics({
      httpApiId: props.gateway.api.apiId,
      socketApiId: props.sockets.api.apiId,
      tableName: props.table.tableName,
      deadLetterQueueName: props.deadLetters.queueName,
    });
    const alarms = [
      new RunbookAlarm(this, 'http-errors', { metric: metrics.httpErrors, threshold: 5 }),
      new RunbookAlarm(this, 'http-latency', { metric: metrics.httpLatency, threshold: 3_000 }),
      // Includes refused handshakes, of which there are always some.
      new RunbookAlarm(this, 'socket-errors', { metric: metrics.socketErrors, threshold: 20 }),
      new RunbookAlarm(this, 'table-throttles', { metric: metrics.tableThrottles, threshold: 1 }),
      new RunbookAlarm(this, 'read-throttles', { metric: metrics.readThrottles, threshold: 1 }),
      ...[metrics.inboxThrottles, metrics.outboxThrottles].map(
        (metric, index) =>
          new RunbookAlarm(this, `index-throttles-${index + 1}`, {
            metric,
            threshold: 1,
            heading: 'index-throttles',
          }),
      ),
      new RunbookAlarm(this, 'function-throttles', {
        metric: metrics.functionThrottles,
        threshold: 1,
      }),
      new RunbookAlarm(this, 'function-concurrency', {
        metric: metrics.functionConcurrency,
        threshold: 800,
      }),
      new RunbookAlarm(this, 'dead-letters', { metric: metrics.deadLetters, threshold: 1 }),
    ];
    if (alarmEmail !== undefined) {
      const topic = new AlarmTopic(this, 'Alarms', alarmEmail);
      for (const alarm of alarms) alarm.addAlarmAction(new SnsAction(topic));
    }
    const graph = (title: string, ...left: GraphWidgetMetrics) =>
      new GraphWidget({ title, left, width: 12, period: Duration.minutes(5) });
    new Dashboard(this, 'Dashboard', {
      widgets: [
        [new TextWidget({ markdown: `# Parley ${stage}\nWhat to do: docs/runbook.md`, width: 24 })],
        [
          graph('HTTP requests and errors', metrics.httpCount, metrics.httpErrors),
          graph('HTTP latency, p99', metrics.httpLatency),
        ],
        [
          graph('Sockets', metrics.socketConnects, metrics.socketFrames, metrics.socketErrors),
          graph('Table', metrics.tableWrites, metrics.tableReads),
        ],
        [
          graph('Functions, whole account', metrics.functionConcurrency, metrics.functionThrottles),
          graph(
            'Table and indexes: throttled',
            metrics.tableThrottles,
            metrics.readThrottles,
            metrics.inboxThrottles,
            metrics.outboxThrottles,
          ),
        ],
      ],
    });
  }
}

type GraphWidgetMetrics = ReturnType<typeof apiMetrics>[keyof ReturnType<typeof apiMetrics>][];
