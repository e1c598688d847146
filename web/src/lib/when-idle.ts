/** Maximum wait for an idle moment, in milliseconds. */
const LONGEST = 500;

/** Runs once the page is idle. Returns a function that cancels it. */
export const whenIdle = (run: () => void): (() => void) => {
  // Safari has no idle callbacks.
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(run, LONGEST);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(run, { timeout: LONGEST });
  return () => cancelIdleCallback(request);
};
