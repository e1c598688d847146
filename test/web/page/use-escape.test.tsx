import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useEscape } from '#site/lib/use-escape.ts';

const press = (): boolean =>
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }));

it('Escape closes what was opened last, also after what is below it was rendered again', () => {
  const closed: string[] = [];
  const reply = renderHook(({ name }) => useEscape(true, () => void closed.push(name)), {
    initialProps: { name: 'reply' },
  });
  const selection = renderHook(
    ({ isOpen }) => useEscape(isOpen, () => void closed.push('selection')),
    { initialProps: { isOpen: true } },
  );

  press();
  reply.rerender({ name: 'reply, changed' });
  press();
  selection.rerender({ isOpen: false });
  press();
  reply.unmount();
  const isLeft = press();

  expect(closed).toEqual(['selection', 'selection', 'reply, changed']);
  expect(isLeft).toBe(true);
});
