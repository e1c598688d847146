import type { ForwardWords } from '../en/forward.ts';
import type { Plural } from '../plural.ts';

export const forward = (plural: Plural): ForwardWords => ({
  title: (count) =>
    plural(count, { one: 'Nachricht weiterleiten', other: '# Nachrichten weiterleiten' }),
  lead: (max) => plural(max, { one: 'An # Gespräch.', other: 'An bis zu # Gespräche.' }),
  search: 'Gespräche durchsuchen',
  conversations: 'Gespräche',
  nobody: 'Kein Gespräch mit diesem Namen.',
  more: 'Weitere Gespräche',
  send: 'Senden',
  chosen: (count) => plural(count, { one: '# ausgewählt', other: '# ausgewählt' }),
  done: 'Weitergeleitet',
  reasons: {
    blocked: 'Von dir blockiert',
    inactive: 'Konto deaktiviert',
    files: 'Nur Texte, bis deine Anfrage angenommen ist',
    full: 'Keine weiteren Nachrichten, bis deine Anfrage angenommen ist',
  },
});
