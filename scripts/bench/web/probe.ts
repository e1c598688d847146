import type { Page } from '@playwright/test';

/** What the page went through while it was watched. Times are milliseconds. */
export interface Watched {
  readonly frames: number;
  /** Share of frames that took over 33 ms. */
  readonly slowShare: number;
  readonly longestFrame: number;
  /** Durations of tasks over 50 ms, as the browser reports them. */
  readonly longTasks: readonly number[];
  readonly mostElements: number;
}

/** Runs in the page: this program has no types of a browser. */
const start = `
  globalThis.probe = { frames: [], tasks: [], elements: 0, isOn: true };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) probe.tasks.push(entry.duration);
  }).observe({ type: 'longtask' });
  let last = performance.now();
  const look = (now) => {
    probe.frames.push(now - last);
    last = now;
    if (probe.frames.length % 30 === 0) {
      probe.elements = Math.max(probe.elements, document.querySelectorAll('*').length);
    }
    if (probe.isOn) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;
const stop = `new Promise((resolve) => {
  probe.isOn = false;
  setTimeout(() => resolve(probe), 200);
})`;

/** Watches frames and tasks while something is done. */
export const watch = async (page: Page, act: () => Promise<void>): Promise<Watched> => {
  await page.evaluate(`(() => {${start}})()`);
  await act();
  const seen = await page.evaluate(stop);
  const { frames, tasks, elements } = seen as {
    frames: number[];
    tasks: number[];
    elements: number;
  };
  const counted = frames.slice(1);
  return {
    frames: counted.length,
    slowShare: counted.filter((frame) => frame > 33.4).length / Math.max(1, counted.length),
    longestFrame: Math.max(0, ...counted),
    longTasks: tasks,
    mostElements: elements,
  };
};

/** Bytes of the JavaScript heap that are in use once garbage is collected. */
export const heapBytes = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  await session.detach();
  return usedSize;
};

/** Scrolls as a wheel does, up (positive) or down, by so many pixels at so many a second. */
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
