import type { PointerEvent } from 'react';
import { useRef } from 'react';

/** A press that moves further than this is a drag. */
const DRAG_PIXELS = 4;

/** Pans a scrolled element with the mouse; touch does that natively. */
export const useDragToPan = () => {
  const grip = useRef<{ x: number; y: number } | null>(null);
  const hasMoved = useRef(false);
  const release = (): void => {
    grip.current = null;
  };
  return {
    hasMoved,
    handlers: {
      onPointerDown: ({ pointerType, clientX, clientY }: PointerEvent) => {
        hasMoved.current = false;
        if (pointerType === 'mouse') grip.current = { x: clientX, y: clientY };
      },
      onPointerMove: ({ currentTarget, clientX, clientY }: PointerEvent) => {
        const from = grip.current;
        if (!from) return;
        const distance = Math.hypot(clientX - from.x, clientY - from.y);
        if (!hasMoved.current && distance < DRAG_PIXELS) return;
        hasMoved.current = true;
        currentTarget.scrollBy(from.x - clientX, from.y - clientY);
        grip.current = { x: clientX, y: clientY };
      },
      onPointerUp: release,
      onPointerLeave: release,
    },
  };
};
