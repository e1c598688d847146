import { monitorEventLoopDelay } from 'node:perf_hooks';
import { socketHub } from '#functions/adapters/local/index.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { type Latency, latencies } from './figures.ts';

/** The server's measurements of itself, in milliseconds. */
export interface Probed {
  /** Event loop delay. */
  readonly loop: Omit<Latency, 'count'>;
  /** Time to hand one frame to one socket. */
  readonly frames: Latency & { readonly totalMs: number };
  /** COMMIT with its fsync, which blocks the event loop. */
  readonly commits: Latency & { readonly totalMs: number };
}

// Loaded before the server's own code (`--import`), so that the measured code is unchanged.
const resolutionMs = 5;
const loop = monitorEventLoopDelay({ resolution: resolutionMs });
loop.enable();
const late = (nanoseconds: number): number =>
  Math.max(0, Math.round(nanoseconds / 10_000) - resolutionMs * 100) / 100;

const timed = () => {
  const times = latencies();
  let totalMs = 0;
  return {
    time: <T>(run: () => T): T => {
      const before = performance.now();
      const result = run();
      const took = performance.now() - before;
      totalMs += took;
      times.record(took);
      return result;
    },
    take: () => {
      const taken = { ...times.take(), totalMs: Math.round(totalMs) };
      totalMs = 0;
      return taken;
    },
  };
};
const frames = timed();
const commits = timed();

const post = socketHub.post.bind(socketHub);
socketHub.post = (id, event) => frames.time(() => post(id, event));
const { run } = Database.prototype;
Database.prototype.run = function (sql, ...values) {
  const work = () => run.call(this, sql, ...values);
  return sql === 'COMMIT' ? commits.time(work) : work();
};

process.on('SIGUSR2', () => {
  const probed: Probed = {
    loop: {
      p50: late(loop.percentile(50)),
      p99: late(loop.percentile(99)),
      max: late(loop.max),
    },
    frames: frames.take(),
    commits: commits.take(),
  };
  loop.reset();
  console.log(`probed ${JSON.stringify(probed)}`);
});
