import type { StackProps } from 'aws-cdk-lib';
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { hasCanary, type StageConfig } from '../config.ts';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { Canary } from '../constructs/canary.ts';
import type { ChatTable } from '../constructs/chat-table.ts';
import { Glance } from '../constructs/glance.ts';
import type { HttpGateway } from '../constructs/http-gateway.ts';
import { MonthlyBudget } from '../constructs/monthly-budget.ts';
import { RunbookAlarm } from '../constructs/runbook-alarm.ts';
import type { SocketApi } from '../constructs/socket-api.ts';
import { apiMetrics } from '../metrics.ts';

interface ObservabilityStackProps extends StackProps {
  readonly config: StageConfig;
  readonly table: ChatTable;
  readonly gateway: HttpGateway;
  readonly sockets: SocketApi;
  readonly deadLetters: Queue;
  /** Undefined on an emulator, which serves no site. */
  readonly siteUrl: string | undefined;
}

/**
 * Ten alarms, one dashboard and a budget: ten alarms and three dashboards per account are free. Each further
 * alarm costs $0.10 and each dashboard $3 a month; the canary's alarm is the eleventh. Alarms are for
 * symptoms that users notice; causes are on the dashboard.
 */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, props: ObservabilityStackProps) {
    super(scope, id, props);
    const { alarmEmail, monthlyBudgetUsd, stage } = props.config;
    const metrics = apiMetrics({
      stage,
      httpApiId: props.gateway.api.apiId,
      socketApiId: props.sockets.api.apiId,
      tableName: props.table.tableName,
      deadLetterQueueName: props.deadLetters.queueName,
    });
    const alarm = (
      name: string,
      metric: (typeof metrics)[keyof typeof metrics],
      threshold: number,
      heading = name,
    ) => new RunbookAlarm(this, name, { metric, threshold, heading });
    const alarms = [
      alarm('http-errors', metrics.httpErrors, 5),
      alarm('http-latency', metrics.httpLatency, 3_000),
      // Includes refused handshakes, of which there are always some.
      alarm('socket-errors', metrics.socketErrors, 20),
      alarm('push-failures', metrics.pushFailures, 50),
      alarm('table-throttles', metrics.tableThrottles, 1),
      alarm('read-throttles', metrics.readThrottles, 1),
      alarm('index-throttles-1', metrics.inboxThrottles, 1, 'index-throttles'),
      alarm('index-throttles-2', metrics.outboxThrottles, 1, 'index-throttles'),
      alarm('function-throttles', metrics.functionThrottles, 1),
      alarm('dead-letters', metrics.deadLetters, 1),
    ];
    const canary = hasCanary(props.config) && this.addCanary(props, metrics.canaryFailed);
    if (canary) alarms.push(canary);
    // Later deploys reuse the value: `npm run deploy` reads it.
    new CfnOutput(this, 'AlarmEmail', { value: alarmEmail ?? 'none' });
    if (alarmEmail !== undefined) {
      const topic = new AlarmTopic(this, 'Alarms', alarmEmail);
      for (const one of alarms) one.addAlarmAction(new SnsAction(topic));
      // A canary that no longer runs has no data.
      if (canary) canary.addInsufficientDataAction(new SnsAction(topic));
      if (monthlyBudgetUsd > 0) {
        new MonthlyBudget(this, 'Budget', { email: alarmEmail, monthlyBudgetUsd });
      }
    }
    new Glance(this, 'Dashboard', {
      stage,
      metrics,
      alarms,
      hasCanary: Boolean(canary),
      hasNotifications: props.config.pushContact !== undefined,
    });
  }

  private addCanary({ config, siteUrl }: ObservabilityStackProps, failed: Metric): RunbookAlarm {
    if (siteUrl === undefined) throw new Error('a canary needs the address of the site');
    new Canary(this, 'Canary', { config, siteUrl });
    return new RunbookAlarm(this, 'canary', {
      metric: failed.with({ period: Duration.minutes(config.canaryMinutes) }),
      threshold: 1,
      // The state before the first run, so that a new alarm does not fire.
      treatMissingData: TreatMissingData.MISSING,
    });
  }
}
