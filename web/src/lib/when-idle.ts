/** What waits for a quiet moment does not wait longer than this, in milliseconds. */
const LONGEST = 500;

/** Runs once the page has nothing to do for a moment. Returns how not to. */
export const whenIdle = (run: () => void): (() => void) => {
  // Safari has no idle callbacks.
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(run, LONGEST);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(run, { timeout: LONGEST });
  return () => cancelIdleCallback(request);
};
