import type { RefusalWords } from '../en/refusals.ts';

export const refusals: RefusalWords = {
  empty: 'Eine leere Datei kann nicht gesendet werden.',
  too_big: 'Sie ist größer, als dieser Server erlaubt.',
  type: 'Dieser Server nimmt nur Bilder, PDF, Text und ZIP an.',
  runnable:
    'Computer führen Dateien mit dieser Endung aus. Als ZIP verpackt kann sie gesendet werden.',
  not_picture: 'Das ist kein Bild oder ein beschädigtes: Der Inhalt passt nicht zum Namen.',
  not_text: 'Das ist kein Text in UTF-8. Speichere ihn als UTF-8 oder verpacke ihn als ZIP.',
  location:
    'Es könnte verraten, wo es aufgenommen wurde, und das lässt sich aus einem Bild dieser Art nicht entfernen. Speichere es zuerst als JPEG oder PNG.',
  unreadable: 'Die Datei lässt sich nicht lesen. Vielleicht ist sie beschädigt oder nicht mehr da.',
  quota: 'Das waren sehr viele Dateien für einen Tag. Versuch es morgen wieder.',
  unlike: 'Der Server hat die Datei nicht angenommen: Ihr Inhalt passt nicht zu ihrem Typ.',
  lost: 'Dieser Browser hat die Datei nicht mehr.',
  too_many: 'In eine Nachricht passen höchstens 10 Dateien.',
};
