import type { ForwardWords } from '../en/forward.ts';
import type { Plural } from '../plural.ts';

export const forward = (plural: Plural): ForwardWords => ({
  title: (count) =>
    plural(count, { one: 'Nachricht weiterleiten', other: '# Nachrichten weiterleiten' }),
  lead: (max) => plural(max, { one: 'An # Person.', other: 'An bis zu # Personen.' }),
  search: 'Leute suchen',
  conversations: 'Gespräche',
  people: 'Andere Leute',
  nobody: 'So heißt niemand.',
  more: 'Weitere Gespräche',
  send: 'Senden',
  chosen: (count) => plural(count, { one: '# ausgewählt', other: '# ausgewählt' }),
  done: 'Weitergeleitet',
  gone: 'Nichts mehr weiterzuleiten: Es ist inzwischen verschwunden oder gelöscht.',
  refused: (name, reason) => `${name} kann das nicht bekommen: ${reason.replace(/\.$/, '')}.`,
  othersGotIt: 'An die anderen wurde es gesendet.',
  reasons: {
    blocked: 'Von dir blockiert',
    inactive: 'Konto deaktiviert',
    files: 'Nur Texte, bis deine Anfrage angenommen ist',
    full: 'Keine weiteren Nachrichten, bis deine Anfrage angenommen ist',
    filesFirst: 'Dateien nur in einem Gespräch, das es schon gibt',
    manyFirst: 'Höchstens 10 Nachrichten, bis deine Anfrage angenommen ist',
  },
});
