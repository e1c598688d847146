import { expect, it } from 'vitest';
import { styleSelection } from '#site/features/messages/composer/style-selection.ts';

/** The box after the shortcut; `[` and `]` stand at the ends of the selection. */
const after = (before: string, mark: string): string => {
  const box = document.createElement('textarea');
  document.execCommand = () => false;
  const from = before.indexOf('[');
  box.value = before.replace('[', '').replace(']', '');
  box.setSelectionRange(from, before.indexOf(']') - 1);
  styleSelection(box, mark);
  const { value, selectionStart: start, selectionEnd: end } = box;
  return `${value.slice(0, start)}[${value.slice(start, end)}]${value.slice(end)}`;
};

it.each([
  ['very [important]', 'very *[important]*'],
  ['very *[important]*', 'very [important]'],
  ['very [*important*]', 'very [important]'],
  ['[very ]important', '*[very]* important'],
  ['[]', '*[]*'],
  ['*[]*', '[]'],
  ['[one\ntwo]', '[*one*\n*two*]'],
  ['[*one*\n*two*]', '[one\ntwo]'],
  ['[one\n\n*two*]', '[*one*\n\n*two*]'],
])('from %j, the shortcut makes %j', (before, expected) => {
  expect(after(before, '*')).toBe(expected);
});
