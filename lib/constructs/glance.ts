import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type Metric,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { apiMetrics } from '../metrics.ts';

type Metrics = ReturnType<typeof apiMetrics>;

const day = Duration.days(1);

/** The figures of a day, in one row. */
const today = (metrics: Metrics): SingleValueWidget =>
  new SingleValueWidget({
    title: 'The last day',
    width: 24,
    height: 4,
    period: day,
    setPeriodToTimeRange: true,
    metrics: [
      metrics.sends.with({ label: 'messages', period: day }),
      metrics.sendLatency.with({ label: 'send p99, ms', period: day }),
      metrics.httpErrors.with({ label: 'answers 5xx', period: day }),
      metrics.pushFailures.with({ label: 'events not pushed', period: day }),
      metrics.signInsRefused.with({ label: 'sign-ins refused', period: day }),
      metrics.deadLetters.with({ label: 'dead letters', period: day }),
    ],
  });

const graph = (title: string, ...left: Metric[]): GraphWidget =>
  new GraphWidget({ title, left, width: 8, period: Duration.minutes(5) });

/**
 * One dashboard. Its first two rows show whether all is well (no alarm is red, the figures are as usual); the
 * graphs below show causes. 27 metrics (two more with a canary, three with notifications) of the 50 that a
 * free dashboard may have.
 */
export class Glance extends Dashboard {
  constructor(
    scope: Construct,
    id: string,
    {
      stage,
      metrics,
      alarms,
      hasCanary,
      hasNotifications,
    }: {
      stage: string;
      metrics: Metrics;
      alarms: readonly IAlarm[];
      hasCanary: boolean;
      hasNotifications: boolean;
    },
  ) {
    super(scope, id, {
      defaultInterval: day,
      widgets: [
        [
          new TextWidget({
            markdown: `# Parley ${stage}\nAll is well if nothing below is red. What to do: \`docs/runbook.md\`, by the name of the alarm.`,
            width: 6,
            height: 4,
          }),
          new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 18, height: 4 }),
        ],
        [today(metrics)],
        [
          graph(
            'HTTP: requests, 4xx, 5xx',
            metrics.httpCount,
            metrics.httpRefusals,
            metrics.httpErrors,
          ),
          graph('HTTP latency p99, ms', metrics.httpLatency),
          graph('Sends: p50 and p99, ms', metrics.sendMedian, metrics.sendLatency),
        ],
        [
          graph('Messages, and repeated sends', metrics.sends, metrics.repeatedSends),
          graph('Sockets', metrics.socketConnects, metrics.socketFrames, metrics.socketErrors),
          graph('Pushes', metrics.pushFailures, metrics.goneSockets),
        ],
        [
          graph('Table: units', metrics.tableWrites, metrics.tableReads),
          graph(
            'Table and indexes: throttled',
            metrics.tableThrottles,
            metrics.readThrottles,
            metrics.inboxThrottles,
            metrics.outboxThrottles,
          ),
          graph('Answers 503, refused sign-ins', metrics.busy, metrics.signInsRefused),
        ],
        [
          graph('Functions at once, whole account', metrics.functionConcurrency),
          graph('Functions: throttled, failed', metrics.functionThrottles, metrics.functionErrors),
          graph('Dead letters', metrics.deadLetters),
        ],
        ...(hasCanary
          ? [[graph('Canary: seconds, failed', metrics.canarySeconds, metrics.canaryFailed)]]
          : []),
        ...(hasNotifications
          ? [
              [
                graph(
                  'Notifications: taken, gone, refused',
                  metrics.webPushesAccepted,
                  metrics.webPushesGone,
                  metrics.webPushesRefused,
                ),
              ],
            ]
          : []),
      ],
    });
  }
}
