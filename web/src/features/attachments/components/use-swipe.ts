import type { TouchEvent } from 'react';
import { useRef } from 'react';

/** A horizontal move of at least this length, and longer than the vertical one, is a swipe. */
const SWIPE_PIXELS = 60;

/**
 * A one-finger swipe: -1 to the left, 1 to the right. Ignored while the page is pinch-zoomed, where
 * it scrolls.
 */
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
