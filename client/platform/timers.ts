/** The timers of realtime code; tests and simulations replace them. */
export interface Timers {
  set(run: () => void, milliseconds: number): unknown;
  clear(timer: unknown): void;
}

export const realTimers: Timers = {
  set: (run, milliseconds) => globalThis.setTimeout(run, milliseconds),
  clear: (timer) => globalThis.clearTimeout(timer as number),
};

/** Timers by name: setting one replaces the timer of the same name. */
export const namedTimers = <Name extends string>(timers: Timers) => {
  const running = new Map<Name, unknown>();
  const clear = (...names: readonly Name[]): void => {
    for (const name of names) {
      timers.clear(running.get(name));
      running.delete(name);
    }
  };
  return {
    clear,
    clearAll: (): void => clear(...running.keys()),
    isSet: (name: Name): boolean => running.has(name),
    size: (): number => running.size,
    set: (name: Name, run: () => void, milliseconds: number): void => {
      clear(name);
      const fire = (): void => {
        running.delete(name);
        run();
      };
      running.set(name, timers.set(fire, milliseconds));
    },
  };
};

/**
 * Exponential backoff with full jitter (0 to the bound), so that clients do not return at the same
 * time.
 */
export const backoffMs = (
  failures: number,
  random: () => number,
  { baseMs, capMs }: { baseMs: number; capMs: number } = { baseMs: 500, capMs: 30_000 },
): number => Math.round(random() * Math.min(capMs, baseMs * 2 ** Math.max(0, failures - 1)));
