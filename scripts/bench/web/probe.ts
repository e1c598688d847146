import type { Browser, Page } from '@playwright/test';
import { FRAME_MARK, traced, workOfFrames } from './trace.ts';

/** The page's work while it was watched. Times are milliseconds. */
export interface Watched {
  readonly frames: number;
  /** Share of frames that took over 33 ms of wall-clock time. */
  readonly slowShare: number;
  /** Share of frames with over 33 ms of main-thread time: a busy machine does not count. */
  readonly heavyShare: number;
  readonly medianWork: number;
  readonly maxWork: number;
  /** Tasks over 50 ms: their wall-clock time, and the main-thread time in it. */
  readonly longTasks: readonly { readonly took: number; readonly ran: number }[];
  readonly maxElements: number;
}

const SLOW_FRAME = 33.4;
const LONG_TASK = 50;

/** Source text that runs in the page, because this program has no DOM types. */
const start = `(() => {
  globalThis.probe = { elements: 0, isOn: true };
  let count = 0;
  const look = () => {
    performance.mark('${FRAME_MARK}');
    performance.clearMarks('${FRAME_MARK}');
    if (count++ % 30 === 0) {
      probe.elements = Math.max(probe.elements, document.querySelectorAll('*').length);
    }
    if (probe.isOn) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;
const stop = '(() => { probe.isOn = false; return probe.elements; })()';

const shareOver = (values: readonly number[], max: number): number =>
  values.filter((value) => value > max).length / Math.max(1, values.length);
const sorted = (values: readonly number[]): number[] =>
  [...values].sort((one, other) => one - other);

/** Records frames and tasks while `act` runs. */
export const watch = async (
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<Watched> => {
  let maxElements = 0;
  const trace = await traced(browser, page, async () => {
    await page.evaluate(start);
    await act();
    maxElements = await page.evaluate<number>(stop);
  });
  const lengths = trace.frames.slice(1).map((at, index) => at - (trace.frames[index] ?? at));
  const work = sorted(workOfFrames(trace));
  return {
    frames: lengths.length,
    slowShare: shareOver(lengths, SLOW_FRAME),
    heavyShare: shareOver(work, SLOW_FRAME),
    medianWork: work[Math.floor(work.length / 2)] ?? 0,
    maxWork: work.at(-1) ?? 0,
    longTasks: trace.tasks.filter(({ took }) => took > LONG_TASK),
    maxElements,
  };
};

/** Bytes of the JavaScript heap in use after a garbage collection. */
export const heapBytes = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  await session.detach();
  return usedSize;
};

/**
 * Scrolls like a wheel, up (positive) or down: `distance` in pixels, `speed` in pixels per second.
 */
export const scroll = async (page: Page, distance: number, speed: number): Promise<void> => {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 };
  const session = await page.context().newCDPSession(page);
  await session.send('Input.synthesizeScrollGesture', {
    x: Math.round(width * 0.65),
    y: Math.round(height / 2),
    yDistance: distance,
    speed,
    gestureSourceType: 'mouse',
    preventFling: true,
  });
  await session.detach();
};
