import type { RefObject } from 'react';
import { useEffect } from 'react';
import type { LogVirtualizer } from './use-log-virtualizer.ts';
import { makeEndFollower } from './use-scrolled-to-end.ts';

/**
 * Keeps the latest message in view when anything changes size (window, keyboard, box, picture,
 * font), unless the user has scrolled up.
 */
export const useKeepEnd = (
  scroller: RefObject<HTMLDivElement | null>,
  virtualizer: LogVirtualizer,
): void => {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const { isFollowing, onScroll } = makeEndFollower(element);
    const observer = new ResizeObserver(() => {
      if (isFollowing()) virtualizer.scrollToEnd();
    });
    for (const box of [element, element.firstElementChild]) if (box) observer.observe(box);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, virtualizer]);
};
