/** How slowly a client may send a body. */
export interface PaceRule {
  readonly stallSeconds: number;
  readonly totalSeconds: number;
  /** Not judged by its rate before this. */
  readonly graceSeconds: number;
  readonly minBytesPerSecond: number;
}

const everyMs = 250;

/** One timer for all bodies: most of them are whole before it fires, and a timer for each costs more. */
const watched = new Set<(now: number) => void>();
setInterval(() => {
  const now = performance.now();
  for (const check of watched) check(now);
}, everyMs).unref();

/**
 * Watches a body that comes in. `onSlow` is called once: when no byte has come for too long, when the whole
 * takes too long, or when it comes too slowly.
 */
export const watchPace = (rule: PaceRule, onSlow: () => void) => {
  const startedAt = performance.now();
  let movedAt = startedAt;
  let bytes = 0;
  const isSlow = (now: number): boolean => {
    const seconds = (now - startedAt) / 1_000;
    const judged = Math.max(0, seconds - rule.graceSeconds);
    return (
      now - movedAt > rule.stallSeconds * 1_000 ||
      seconds > rule.totalSeconds ||
      bytes < judged * rule.minBytesPerSecond
    );
  };
  // Twice in a row: what has come while this process was busy is read between the two.
  let strikes = 0;
  const check = (now: number): void => {
    strikes = isSlow(now) ? strikes + 1 : 0;
    if (strikes < 2) return;
    watched.delete(check);
    onSlow();
  };
  watched.add(check);
  return {
    moved: (count: number): void => {
      bytes += count;
      movedAt = performance.now();
    },
    stop: (): void => {
      watched.delete(check);
    },
  };
};
