import { useEffect, useRef } from 'react';
import type { TimelineRow } from './timeline-row.ts';

/** A message counts as seen once the log has been still this long. */
const STILL_MS = 250;

const seqUpTo = (rows: readonly TimelineRow[], index: number): number => {
  const row = rows
    .slice(0, index + 1)
    .findLast((other) => other.kind === 'message' && other.message !== null);
  return row?.kind === 'message' ? (row.message?.seq ?? 0) : 0;
};

/** Reports the highest sequence that has been in view; at the end, the last one. */
export const useSeen = ({
  rows,
  lastVisible,
  isAtEnd,
  logSeq,
  onSeen,
}: {
  rows: readonly TimelineRow[];
  lastVisible: number;
  isAtEnd: boolean;
  logSeq: number;
  onSeen: (seq: number) => void;
}): void => {
  const reported = useRef(0);
  const seq = isAtEnd ? logSeq : seqUpTo(rows, lastVisible);
  useEffect(() => {
    if (seq <= reported.current) return;
    const report = (): void => {
      reported.current = seq;
      onSeen(seq);
    };
    if (isAtEnd) {
      report();
      return;
    }
    const timer = setTimeout(report, STILL_MS);
    return () => clearTimeout(timer);
  }, [seq, isAtEnd, onSeen]);
};
