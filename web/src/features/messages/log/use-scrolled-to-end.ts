import type { RefObject } from 'react';
import { useCallback, useLayoutEffect, useState } from 'react';
import { END_THRESHOLD } from './use-log-virtualizer.ts';

export const isNearEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean =>
  scrollHeight - scrollTop - clientHeight <= END_THRESHOLD;

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
