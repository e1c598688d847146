import type { TouchEvent } from 'react';
import { useRef } from 'react';

/** So far across, and not as far up or down, is a swipe. */
const SWIPE_PIXELS = 60;

/** A swipe with one finger: -1 to the left, 1 to the right. A page that is pinched larger is scrolled instead. */
export const useSwipe = (onSwipe: (direction: -1 | 1) => void) => {
  const from = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: ({ touches }: TouchEvent) => {
      const touch = touches[0];
      const isPinched = (globalThis.visualViewport?.scale ?? 1) > 1.05;
      from.current =
        touch && touches.length === 1 && !isPinched ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const touch = changedTouches[0];
      const start = from.current;
      from.current = null;
      if (!start || !touch) return;
      const [x, y] = [touch.clientX - start.x, touch.clientY - start.y];
      if (Math.abs(x) > SWIPE_PIXELS && Math.abs(x) > 2 * Math.abs(y)) onSwipe(x < 0 ? -1 : 1);
    },
  };
};
