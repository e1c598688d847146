import type { RefObject } from 'react';
import { useEffect, useState } from 'react';
import type { LogVirtualizer } from './use-log-virtualizer.ts';
import { makeEndFollower } from './use-scrolled-to-end.ts';

/**
 * Whether to follow the end of the loaded messages: only if, before the latest change, it was the end of the
 * conversation. Otherwise each page that is loaded below the view would scroll the view to its end, and so
 * load the next page.
 */
export const useFollowsEnd = (hasNewer: boolean): boolean => {
  const [wasWhole, setWasWhole] = useState(!hasNewer);
  useEffect(() => setWasWhole(!hasNewer), [hasNewer]);
  return wasWhole && !hasNewer;
};

/**
 * Keeps the latest message in view when anything changes size (window, keyboard, box, picture,
 * font), unless the user has scrolled up.
 */
export const useKeepEnd = (
  scroller: RefObject<HTMLDivElement | null>,
  virtualizer: LogVirtualizer,
  followsEnd: boolean,
): void => {
  useEffect(() => {
    const element = scroller.current;
    if (!element || !followsEnd) return;
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
  }, [scroller, virtualizer, followsEnd]);
};
