import * as z from 'zod';
import {
  type Measures,
  type MetricName,
  measuredRoutes,
  metrics,
  metricsNamespace,
} from '#contracts/metrics.ts';
import { takeMeasures } from '#core/measure.ts';
import { metricsEnv, readEnv } from './env.ts';

const { METRICS_STAGE: stage } = readEnv(z.object(metricsEnv));

/** The measures that follow from the outcome of a measured route. */
export const measuresOf = (
  routeKey: string,
  status: number | undefined,
  milliseconds: number,
): Measures => {
  const kind = measuredRoutes[routeKey];
  return {
    ...(status === 503 && { Busy: 1 }),
    ...(kind === 'send' && status === 201 && { Sends: 1, SendLatency: milliseconds }),
    ...(kind === 'send' && status === 200 && { RepeatedSends: 1 }),
    ...(kind === 'sign-in' && (status === 401 || status === 429) && { SignInsRefused: 1 }),
  };
};

/**
 * The fields that turn a log line into metrics (CloudWatch's embedded metric format): those of the request,
 * and those that the core has counted since. Empty if nothing was measured, or if the stage has no
 * monitoring.
 */
export const metricFields = (measures: Measures = {}): Record<string, unknown> => {
  const all = { ...takeMeasures(), ...measures };
  const names = Object.keys(all) as MetricName[];
  if (stage === undefined || names.length === 0) return {};
  return {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: metricsNamespace,
          Dimensions: [['stage']],
          Metrics: names.map((Name) => ({ Name, Unit: metrics[Name] })),
        },
      ],
    },
    stage,
    ...all,
  };
};
