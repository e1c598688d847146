import { isNearEnd } from './use-scrolled-to-end.ts';

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
