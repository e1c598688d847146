import type { Timers } from '../platform/timers.ts';
import { namedTimers } from '../platform/timers.ts';

/**
 * A tab's report that it is active is valid for this long (milliseconds): a tab that crashed sends no other
 * one.
 */
export const lookMs = 150_000;

/** Is any tab of this browser active? `onChange` is called after each change. */
export const createLooks = (timers: Timers, onChange: (isAny: boolean) => void) => {
  const others = namedTimers<string>(timers);
  let isOwn = false;
  let last = false;
  const update = (): void => {
    const isAny = isOwn || others.size() > 0;
    if (isAny === last) return;
    last = isAny;
    onChange(isAny);
  };
  return {
    isOwn: (): boolean => isOwn,
    setOwn: (isLooking: boolean): void => {
      isOwn = isLooking;
      update();
    },
    setOther: (tab: string, isLooking: boolean): void => {
      if (isLooking) others.set(tab, update, lookMs);
      else others.clear(tab);
      update();
    },
    clear: (): void => {
      others.clearAll();
      update();
    },
  };
};
