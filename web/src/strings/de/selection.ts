import type { SelectionWords } from '../en/selection.ts';
import type { Plural } from '../plural.ts';

export const selection = (plural: Plural): SelectionWords => ({
  select: 'Auswählen',
  bar: 'Ausgewählte Nachrichten',
  end: 'Auswahl beenden',
  selected: (count) => plural(count, { one: '# ausgewählt', other: '# ausgewählt' }),
  most: (count) =>
    plural(count, { one: '# ausgewählt, mehr geht nicht', other: '# ausgewählt, mehr geht nicht' }),
});
