import type { Virtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import { useEffect } from 'react';

const NEAR = 72;

/** Keeps the latest message in view when the log changes its height: a keyboard opens, the box grows. */
export const useKeepEnd = (
  scroller: RefObject<HTMLDivElement | null>,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
): void => {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let height = element.clientHeight;
    const observer = new ResizeObserver(() => {
      const lost = height - element.clientHeight;
      height = element.clientHeight;
      const distance = element.scrollHeight - element.scrollTop - element.clientHeight;
      if (distance - Math.max(0, lost) <= NEAR) virtualizer.scrollToEnd();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, virtualizer]);
};
