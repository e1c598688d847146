import type { RecordableHistogram } from 'node:perf_hooks';
import { createHistogram } from 'node:perf_hooks';

/** Milliseconds, rounded to hundredths. */
export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const unitsPerMs = 1_000;
const toMs = (microseconds: number): number => Math.round(microseconds / 10) / 100;

/** Collects durations in microseconds; `take` returns the figures and starts again. */
export const latencies = () => {
  const histogram: RecordableHistogram = createHistogram();
  return {
    record: (milliseconds: number): void =>
      histogram.record(Math.max(1, Math.round(milliseconds * unitsPerMs))),
    take: (): Latency => {
      const { count } = histogram;
      const figures =
        count === 0
          ? { count, p50: 0, p99: 0, max: 0 }
          : {
              count,
              p50: toMs(histogram.percentile(50)),
              p99: toMs(histogram.percentile(99)),
              max: toMs(histogram.max),
            };
      histogram.reset();
      return figures;
    },
  };
};
