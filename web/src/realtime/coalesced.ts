/**
 * One run at a time for each key. A request during a run makes one more run after it, because the
 * first may have read before what the request is about.
 */
export const coalesced = (run: (key: string) => Promise<void>) => {
  const running = new Map<string, { again: boolean; done: Promise<void> }>();

  const start = async (key: string): Promise<void> => {
    const state = running.get(key);
    try {
      await run(key);
    } catch {
      // Nobody waits for the reason: whoever asks next tries again.
    }
    if (state?.again) {
      state.again = false;
      return start(key);
    }
    running.delete(key);
  };

  return (key: string): Promise<void> => {
    const state = running.get(key);
    if (state) {
      state.again = true;
      return state.done;
    }
    const entry = { again: false, done: Promise.resolve() };
    running.set(key, entry);
    entry.done = start(key);
    return entry.done;
  };
};
