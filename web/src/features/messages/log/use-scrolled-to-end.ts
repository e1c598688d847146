import type { RefObject } from 'react';
import { useCallback, useLayoutEffect, useState } from 'react';
import { END_THRESHOLD } from './use-log-virtualizer.ts';

export const isNearEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean =>
  scrollHeight - scrollTop - clientHeight <= END_THRESHOLD;

/**
 * Whether the log shows its end. Not only scrolling changes that: the log or what is in it may grow and
 * shrink around a place that stays, of which no scroll event tells. `opensAtEnd`: what holds until it is laid out.
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
