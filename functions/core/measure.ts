import type { Measures, MetricName } from '#contracts/metrics.ts';

const counted = new Map<MetricName, number>();

/** Counts what happened in this process. The runtime logs the counts with its next line. */
export const measure = (name: MetricName, by = 1): void => {
  counted.set(name, (counted.get(name) ?? 0) + by);
};

/** What was counted since the last call. */
export const takeMeasures = (): Measures => {
  const taken = Object.fromEntries(counted);
  counted.clear();
  return taken;
};
