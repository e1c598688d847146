import type { DeletionWords } from '../en/deletion.ts';
import type { Plural } from '../plural.ts';

export const deletion = (plural: Plural): DeletionWords => ({
  title: (count) =>
    plural(count, { one: 'Diese Nachricht löschen?', other: '# Nachrichten löschen?' }),
  deleteFor: 'Löschen für',
  forBoth: 'Uns beide',
  forMe: 'Nur mich',
  one: {
    both: 'Sie verschwindet bei euch beiden, für immer. Ein Hinweis, dass sie gelöscht wurde, bleibt.',
    notes: 'Sie verschwindet für immer. Ein Hinweis, dass sie gelöscht wurde, bleibt.',
    me: (name) =>
      `Sie verschwindet auf allen deinen Geräten, für immer. ${name} behält die Nachricht.`,
  },
  several: {
    both: 'Sie verschwinden bei euch beiden, für immer. Hinweise, dass sie gelöscht wurden, bleiben.',
    notes: 'Sie verschwinden für immer. Hinweise, dass sie gelöscht wurden, bleiben.',
    me: (name) => `Sie verschwinden auf allen deinen Geräten, für immer. ${name} behält sie.`,
  },
});
