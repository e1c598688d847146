import { renderHook } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { useBackCloses } from '#site/lib/history/use-back-closes.ts';

const popped = (): Promise<unknown> =>
  new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));

const added = (length: number): Promise<void> => expect.poll(() => history.length).toBe(length + 1);

let page = 0;
/** A dialog over a page, whose history entry has a state. */
const open = async () => {
  page += 1;
  history.pushState({ usr: { page }, key: `page ${page}`, idx: page }, '', '/page');
  const { length } = history;
  const closed: string[] = [];
  const dialog = renderHook(() => useBackCloses(() => void closed.push('by back')));
  await added(length);
  return { closed, ...dialog };
};

beforeEach(() => {
  history.replaceState(null, '', '/before');
});

it('"back" closes the dialog, and its page stays', async () => {
  const { closed, unmount } = await open();
  expect(history.state).toMatchObject({ usr: { page }, idx: page + 1 });

  const pop = popped();
  history.back();
  await pop;
  unmount();

  expect(closed).toEqual(['by back']);
  expect([location.pathname, history.state.key]).toEqual(['/page', `page ${page}`]);
});

it('a dialog that is closed in another way leaves no entry to go back to', async () => {
  const { closed, unmount } = await open();

  const pop = popped();
  unmount();
  await pop;

  expect(history.state).toEqual({ usr: { page }, key: `page ${page}`, idx: page });
  expect(closed).toEqual([]);
});

it('a page that was opened in its place stays', async () => {
  const { unmount } = await open();

  history.replaceState({ key: 'other' }, '', '/other');
  unmount();
  const pop = popped();
  history.back();
  await pop;

  expect([location.pathname, history.state.key]).toEqual(['/page', `page ${page}`]);
});
