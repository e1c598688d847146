import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Realtime } from '#client';
import { followBrowser } from '#client';

let looks: boolean[] = [];
let visible: boolean[] = [];
let isWanted = false;
let changeWanted: () => void = () => undefined;
let stop: () => void = () => undefined;
const view = { visibility: 'visible', hasFocus: true };

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(
    () => view.visibility as DocumentVisibilityState,
  );
  vi.spyOn(document, 'hasFocus').mockImplementation(() => view.hasFocus);
  looks = [];
  visible = [];
  isWanted = false;
  const realtime = {
    setVisible: (isVisible: boolean) => visible.push(isVisible),
    wake: () => undefined,
    setLooking: (isLooking: boolean) => looks.push(isLooking),
  } as unknown as Realtime;
  Object.assign(view, { visibility: 'visible', hasFocus: true });
  stop = followBrowser(realtime, {
    isWanted: () => isWanted,
    subscribe: (onChange) => {
      changeWanted = onChange;
      return () => undefined;
    },
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const focus = (hasFocus: boolean): void => {
  view.hasFocus = hasFocus;
  dispatchEvent(new Event(hasFocus ? 'focus' : 'blur'));
};

it('a page is looked at while it is visible and focused', () => {
  expect(looks).toEqual([true]);
  focus(false);
  vi.advanceTimersByTime(1_000);
  expect(looks).toEqual([true, false]);
  focus(true);
  expect(looks).toEqual([true, false, true]);
});

it('a hidden page is reported at once, since a phone may stop its timers', () => {
  Object.assign(view, { visibility: 'hidden', hasFocus: false });
  document.dispatchEvent(new Event('visibilitychange'));
  expect(looks).toEqual([true, false]);
});

it('a page that loses the focus for a moment is still looked at', () => {
  focus(false);
  vi.advanceTimersByTime(900);
  focus(true);
  vi.advanceTimersByTime(5_000);
  expect(looks).not.toContain(false);
});

it('nothing is reported once it has stopped', () => {
  focus(false);
  stop();
  vi.advanceTimersByTime(5_000);
  focus(true);
  expect(looks).toEqual([true]);
});

it('a change of settings that changes nothing here causes no ping', () => {
  changeWanted();
  isWanted = true;
  changeWanted();
  expect(visible).toEqual([true]);

  Object.assign(view, { visibility: 'hidden', hasFocus: false });
  document.dispatchEvent(new Event('visibilitychange'));
  isWanted = false;
  changeWanted();
  expect(visible).toEqual([true, true, false]);
});
