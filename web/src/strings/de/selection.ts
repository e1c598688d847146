import type { SelectionWords } from '../en/selection.ts';
import type { Plural } from '../plural.ts';

export const selection = (plural: Plural): SelectionWords => ({
  select: 'Auswählen',
  bar: 'Ausgewählte Nachrichten',
  end: 'Auswahl beenden',
  selected: (count) => plural(count, { one: '# ausgewählt', other: '# ausgewählt' }),
  most: (count) =>
    plural(count, { one: '# ausgewählt, mehr geht nicht', other: '# ausgewählt, mehr geht nicht' }),
  deleteTitle: (count) =>
    plural(count, { one: '# Nachricht löschen?', other: '# Nachrichten löschen?' }),
  deleteLead:
    'Sie verschwinden bei euch beiden, für immer. Hinweise, dass sie gelöscht wurden, bleiben.',
  deleteLeadMe: (name) =>
    `Sie verschwinden auf allen deinen Geräten, für immer. ${name} behält sie.`,
  deleteLeadNotes: 'Sie verschwinden für immer. Hinweise, dass sie gelöscht wurden, bleiben.',
});
