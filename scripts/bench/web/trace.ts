import type { Browser, Page } from '@playwright/test';

/** Times are microseconds; `tdur` is thread time, without waits for a core. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

/** One task of the page's main thread, in milliseconds. */
export interface Task {
  readonly startsAt: number;
  readonly took: number;
  /** Thread time of the task, which other programs do not affect. */
  readonly ran: number;
}
export interface Trace {
  readonly tasks: readonly Task[];
  /** The start of each frame, by the clock of the tasks. */
  readonly frames: readonly number[];
}

/** The mark that the page sets at the start of each frame. */
export const FRAME_MARK = 'bench-frame';
const categories = ['disabled-by-default-devtools.timeline', 'blink.user_timing'];

const ofMain = (events: readonly TraceEvent[]): Trace => {
  const marks = events.filter(({ name }) => name === FRAME_MARK);
  const [{ pid, tid } = { pid: 0, tid: 0 }] = marks;
  const tasks = events
    .filter((event) => event.name === 'RunTask' && event.pid === pid && event.tid === tid)
    .map(({ ts, dur = 0, tdur = 0 }) => ({
      startsAt: ts / 1000,
      took: dur / 1000,
      ran: tdur / 1000,
    }));
  return { tasks, frames: marks.map(({ ts }) => ts / 1000).sort((one, other) => one - other) };
};

/** The tasks of a page's main thread while `act` runs. */
export const traced = async (
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<Trace> => {
  await browser.startTracing(page, { categories });
  await act();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as {
    traceEvents: TraceEvent[];
  };
  const trace = ofMain(traceEvents);
  if (trace.tasks.length === 0) throw new Error('the trace has no tasks of the page');
  return trace;
};

/** Thread time per frame: all tasks that start between its mark and the next one. */
export const workOfFrames = ({ tasks, frames }: Trace): number[] => {
  const work = frames.map(() => 0);
  let frame = 0;
  for (const { startsAt, ran } of [...tasks].sort((one, other) => one.startsAt - other.startsAt)) {
    while ((frames[frame + 1] ?? Infinity) <= startsAt) frame++;
    if (startsAt >= (frames[0] ?? Infinity)) work[frame] = (work[frame] ?? 0) + ran;
  }
  return work;
};
