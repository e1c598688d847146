import { cleanup, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { Choice } from '#site/ui/choice.tsx';
import { Confirm } from '#site/ui/confirm.tsx';

afterEach(cleanup);

const ask = (children?: ReactNode) =>
  render(
    <Confirm
      isOpen
      onOpenChange={() => {}}
      title="Delete this message?"
      lead="It is gone then."
      action="Delete"
      onConfirm={() => {}}
    >
      {children}
    </Confirm>,
  );

const options = [
  { value: 'both', label: 'Both of us' },
  { value: 'me', label: 'Only me' },
];
const choice = <Choice label="For" value="me" options={options} onChange={() => {}} />;

it('a question with a choice gives the focus to the chosen option, which a screen reader reads', () => {
  ask(choice);

  expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Only me' }));
});

it('a question with a field gives it the focus, also before a choice', () => {
  ask(
    <>
      <input aria-label="Name" />
      {choice}
    </>,
  );

  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }));
});

it('a question without fields gives the focus to the button that cancels', () => {
  ask();

  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' }));
});

it('each step of a question begins at its top', () => {
  const props = { isOpen: true, hasCancel: false, lead: '', action: 'Next', title: 'Title' };
  const on = { onOpenChange: () => {}, onConfirm: () => {} };
  const { rerender } = render(<Confirm {...props} {...on} step="app" />);
  const dialog = screen.getByRole('alertdialog');
  dialog.scrollTop = 200;
  rerender(<Confirm {...props} {...on} step="app" title="Title, changed" />);
  expect(dialog.scrollTop).toBe(200);

  rerender(<Confirm {...props} {...on} step="codes" />);

  expect(dialog.scrollTop).toBe(0);
});
