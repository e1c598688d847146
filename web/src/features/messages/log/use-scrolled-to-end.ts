import type { RefObject } from 'react';
import { useCallback, useLayoutEffect, useState } from 'react';
import { END_THRESHOLD } from './use-log-virtualizer.ts';

export const isNearEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean =>
  scrollHeight - scrollTop - clientHeight <= END_THRESHOLD;

/**
 * Whether the user reads at the end of a scroller. Content that grows moves the end away, but never
 * scrolls up: only scrolling up ends the following. Call `onScroll` for each scroll event.
 */
export const makeEndFollower = (element: HTMLElement) => {
  let top = element.scrollTop;
  let isFollowing = isNearEnd(element);
  return {
    isFollowing: (): boolean => isFollowing,
    onScroll: (): void => {
      if (isNearEnd(element)) isFollowing = true;
      else if (element.scrollTop < top) isFollowing = false;
      top = element.scrollTop;
    },
  };
};

/**
 * Whether the log shows its end. Size changes of the log and its content count too, since they fire
 * no scroll event. `opensAtEnd`: the value until the first layout.
 */
export const useScrolledToEnd = (
  scroller: RefObject<HTMLDivElement | null>,
  opensAtEnd: boolean,
) => {
  const [isScrolledToEnd, setScrolledToEnd] = useState(opensAtEnd);
  const look = useCallback((): void => {
    if (scroller.current) setScrolledToEnd(isNearEnd(scroller.current));
  }, [scroller]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    look();
    const observer = new ResizeObserver(look);
    for (const box of [element, element.firstElementChild]) if (box) observer.observe(box);
    return () => observer.disconnect();
  }, [scroller, look]);
  return { isScrolledToEnd, onScroll: look };
};
