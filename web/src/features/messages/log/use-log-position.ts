import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { setUnfolded } from '../bubble/unfolded.ts';
import type { TimelineRow } from './timeline-row.ts';
import type { LogVirtualizer } from './use-log-virtualizer.ts';

/** A scroll request, compared by identity: an equal one scrolls again. */
export interface Target {
  readonly to: 'end' | { readonly messageId: string };
}

const FLASH_MS = 1_800;

const placeOf = (rows: readonly TimelineRow[], messageId: string): number =>
  rows.findIndex((row) => row.kind === 'message' && row.message?.id === messageId);

/** Highlights a row for a moment. */
const useFlash = () => {
  const [key, setKey] = useState<string | null>(null);
  useEffect(() => {
    if (key === null) return;
    const timer = setTimeout(() => setKey(null), FLASH_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return [key, setKey] as const;
};

/**
 * Opens at the first unread message or at the end, and scrolls to each target once it is loaded.
 */
export const useLogPosition = (
  virtualizer: LogVirtualizer,
  rows: readonly TimelineRow[],
  { target, hasNewer }: { target: Target | null; hasNewer: boolean },
): { flashedKey: string | null } => {
  const [flashedKey, flash] = useFlash();
  const isOpened = useRef(false);
  const reached = useRef<Target | null>(null);

  useLayoutEffect(() => {
    if (isOpened.current) return;
    isOpened.current = true;
    const unread = rows.findIndex(({ kind }) => kind === 'unread');
    if (unread >= 0) virtualizer.scrollToIndex(unread, { align: 'start' });
    else virtualizer.scrollToEnd();
  }, [virtualizer, rows]);

  useLayoutEffect(() => {
    if (target === null || reached.current === target) return;
    if (target.to === 'end') {
      if (hasNewer) return;
      reached.current = target;
      virtualizer.scrollToEnd();
      return;
    }
    const place = placeOf(rows, target.to.messageId);
    const row = rows[place];
    if (!row) return;
    reached.current = target;
    setUnfolded(row.key, true);
    virtualizer.scrollToIndex(place, { align: 'center' });
    flash(row.key);
  }, [virtualizer, rows, target, hasNewer, flash]);

  return { flashedKey };
};
