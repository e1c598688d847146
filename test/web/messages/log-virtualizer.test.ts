import { renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useLogVirtualizer } from '#site/features/messages/log/use-log-virtualizer.ts';

/** A log of so many rows, scrolled to its first one. */
const openLog = (count: number) => {
  const rows = Array.from({ length: count }, (_, index) => ({
    kind: 'day' as const,
    key: `row ${index}`,
    day: 0,
  }));
  const hook = renderHook(() => useLogVirtualizer(rows, true, false));
  const scroller = document.createElement('div');
  const scrollTo = vi.fn<(options: ScrollToOptions) => void>();
  Object.assign(scroller, { scrollTo });
  Object.defineProperty(scroller, 'clientHeight', { value: 600 });
  hook.result.current.scroller.current = scroller;
  hook.rerender();
  scroller.dispatchEvent(new Event('scroll'));
  hook.rerender();
  return { ...hook, behavior: () => scrollTo.mock.lastCall?.[0].behavior };
};

it('the way to the latest message is smooth over rows that are measured, and a jump over others', () => {
  const short = openLog(5);
  const long = openLog(500);

  short.result.current.scrollToLatest();
  long.result.current.scrollToLatest();

  expect(short.behavior()).toBe('smooth');
  expect(long.behavior()).toBe('auto');
});

it('rows that changed their size in a smooth scroll are measured when it ends', () => {
  const { result, rerender } = openLog(5);
  const { virtualizer } = result.current;
  const row = document.createElement('li');
  row.dataset['index'] = '1';
  virtualizer.elementsCache.set('row 1', row);
  const measure = vi.spyOn(virtualizer, 'measureElement');
  virtualizer.isScrolling = true;
  rerender();
  expect(measure).not.toHaveBeenCalled();

  virtualizer.isScrolling = false;
  rerender();

  expect(measure).toHaveBeenCalledWith(row);
});
