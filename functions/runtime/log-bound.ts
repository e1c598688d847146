import { processLimits } from '#contracts/limits.ts';

interface LogRule {
  readonly perKind: number;
  readonly windowSeconds: number;
}

interface Window {
  readonly endsAt: number;
  lines: number;
  leftOut: number;
}

/**
 * Limits logged failures per kind and time window, since a client can repeat the same failure at will.
 * Returns the number of failures of this kind that were skipped before this one, or null to skip it.
 */
export const makeLogBound = (
  { perKind, windowSeconds }: LogRule = processLimits.failureLog,
  now: () => number = Date.now,
) => {
  const windows = new Map<string, Window>();
  return (kind: string): number | null => {
    const at = now();
    const known = windows.get(kind);
    const leftOut = known?.leftOut ?? 0;
    if (!known || at >= known.endsAt) {
      windows.set(kind, { endsAt: at + windowSeconds * 1_000, lines: 1, leftOut: 0 });
      return leftOut;
    }
    if (known.lines < perKind) {
      known.lines++;
      return 0;
    }
    known.leftOut++;
    return null;
  };
};
