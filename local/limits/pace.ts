/** The minimum pace at which a client must send a body. */
export interface PaceRule {
  readonly stallSeconds: number;
  readonly totalSeconds: number;
  /** The rate is not checked before this. */
  readonly graceSeconds: number;
  readonly minBytesPerSecond: number;
}

const everyMs = 250;

/** One timer for all bodies: most bodies are complete before it fires, and a timer for each costs more. */
const watched = new Set<(now: number) => void>();
setInterval(() => {
  const now = performance.now();
  for (const check of watched) check(now);
}, everyMs).unref();

/**
 * Watches an incoming body. `onSlow` is called once: when no byte arrives for too long, the body takes too
 * long, or its rate is too low.
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
  // Needs two slow checks in a row: data that arrived while this process was busy is read between them.
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
