import type { PointerEvent } from 'react';
import { useRef } from 'react';

/** A press that moved further than this was a drag. */
const DRAG_PIXELS = 4;

/** With a mouse what is scrolled can also be dragged; fingers do that by themselves. */
export const useDragToPan = () => {
  const grip = useRef<{ x: number; y: number } | null>(null);
  const hasMoved = useRef(false);
  const letGo = (): void => {
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
      onPointerUp: letGo,
      onPointerLeave: letGo,
    },
  };
};
