import type { MouseEvent, PointerEvent } from 'react';
import { useEffect, useRef } from 'react';
import { openMenu } from '../model/open-menu.ts';

const LONG_PRESS_MS = 500;
/** A touch that moves further than this (pixels) scrolls. */
const STILL = 10;

/**
 * Right click, the menu key and a long press on a row open its menu. iOS has no event for a long press; the
 * click at its end opens nothing.
 */
export const useRowMenu = (id: string) => {
  const press = useRef<{ timer: number; x: number; y: number } | null>(null);
  const wasLong = useRef(false);
  const cancel = (): void => {
    if (press.current) clearTimeout(press.current.timer);
    press.current = null;
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);
  return {
    onContextMenu: (event: MouseEvent<HTMLElement>): void => {
      event.preventDefault();
      cancel();
      const { left, bottom } = event.currentTarget.getBoundingClientRect();
      // A key press has no position.
      const isKey = event.button !== 2 || (event.clientX === 0 && event.clientY === 0);
      const [x, y] = isKey ? [left + 24, bottom - 8] : [event.clientX, event.clientY];
      openMenu({ id, x, y, origin: event.currentTarget });
    },
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      cancel();
      wasLong.current = false;
      if (event.pointerType === 'mouse') return;
      const { clientX: x, clientY: y, currentTarget: origin } = event;
      const open = (): void => {
        press.current = null;
        wasLong.current = true;
        openMenu({ id, x, y, origin });
      };
      press.current = { timer: window.setTimeout(open, LONG_PRESS_MS), x, y };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent): void => {
      const { x, y } = press.current ?? { x: clientX, y: clientY };
      if (Math.hypot(clientX - x, clientY - y) > STILL) cancel();
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
    onClickCapture: (event: MouseEvent): void => {
      if (!wasLong.current) return;
      wasLong.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
};
