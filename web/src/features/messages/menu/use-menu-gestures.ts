import type { MouseEvent, PointerEvent } from 'react';
import { useEffect, useRef } from 'react';
import type { MessageRow, TimelineRow } from '../log/timeline-row.ts';
import type { MenuPlace } from '../model/dialog-context.ts';
import { useDialog } from '../model/dialog-context.ts';

const LONG_PRESS_MS = 500;
/** A touch that moves further than this (pixels) scrolls. */
const STILL = 10;
/** Two taps within this time and distance are a double tap. */
const DOUBLE_TAP = { ms: 300, pixels: 30 };

/** Keeps the browser's own menu on links and on selected text. */
const isForBrowser = (target: Element): boolean =>
  target.closest('a') !== null || globalThis.getSelection()?.isCollapsed === false;

/** The message of a bubble that an element belongs to. */
export const rowAt = (rows: readonly TimelineRow[], target: Element): MessageRow | null => {
  const index = target.closest('[data-bubble]')?.closest<HTMLElement>('[data-index]');
  const row = index ? rows[Number(index.dataset['index'])] : undefined;
  return row?.kind === 'message' && !row.isDeleted ? row : null;
};

/**
 * Right click and long press on a bubble open its menu, a double tap its reactions. iOS has no event for a
 * long press.
 */
export const useMenuGestures = (
  rows: readonly TimelineRow[],
  onDoubleTap: (row: MessageRow, place: MenuPlace) => void,
) => {
  const { openMenu } = useDialog();
  const press = useRef<{ timer: number; x: number; y: number } | null>(null);

  const lastTap = useRef<{ key: string; at: number; x: number; y: number } | null>(null);

  const cancel = (): void => {
    if (press.current) clearTimeout(press.current.timer);
    press.current = null;
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);

  /** A touch that has neither moved nor become a long press. */
  const tap = ({ target, timeStamp: at, clientX: x, clientY: y }: PointerEvent): void => {
    const row = rowAt(rows, target as Element);
    const { current: last } = lastTap;
    lastTap.current = null;
    // What opens with one tap has no double tap.
    if (!row || (target as Element).closest('a, button')) return;
    const isSecond =
      last?.key === row.key &&
      at - last.at < DOUBLE_TAP.ms &&
      Math.hypot(x - last.x, y - last.y) < DOUBLE_TAP.pixels;
    if (isSecond) onDoubleTap(row, { x, y, origin: null });
    else lastTap.current = { key: row.key, at, x, y };
  };

  return {
    onContextMenu: (event: MouseEvent): void => {
      const target = event.target as Element;
      const row = rowAt(rows, target);
      cancel();
      if (!row || isForBrowser(target)) return;
      event.preventDefault();
      openMenu(row, { x: event.clientX, y: event.clientY, origin: null });
    },
    onPointerDown: ({ pointerType, clientX: x, clientY: y, target }: PointerEvent): void => {
      cancel();
      const row = rowAt(rows, target as Element);
      if (pointerType === 'mouse' || !row || isForBrowser(target as Element)) return;
      const open = (): void => {
        press.current = null;
        openMenu(row, { x, y, origin: null });
      };
      press.current = { timer: window.setTimeout(open, LONG_PRESS_MS), x, y };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent): void => {
      const { x, y } = press.current ?? { x: clientX, y: clientY };
      if (Math.hypot(clientX - x, clientY - y) > STILL) cancel();
    },
    onPointerUp: (event: PointerEvent): void => {
      const isTap = press.current !== null;
      cancel();
      if (isTap) tap(event);
    },
    onPointerCancel: cancel,
  };
};
