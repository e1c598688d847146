import type { Strings } from '../en.ts';
import type { Plural } from '../plural.ts';

export const search = (plural: Plural): Strings['search'] => ({
  messages: 'Nachrichten',
  inConversation: 'In diesem Gespräch suchen',
  messagesFound: (count, isMore) =>
    isMore
      ? `Bisher ${count} Nachrichten gefunden`
      : plural(count, { one: '# Nachricht gefunden', other: '# Nachrichten gefunden' }),
  noMessages: 'Keine Nachricht gefunden.',
  searchedTo: (date) => `Zurück bis ${date} gesucht.`,
  searching: 'Suche läuft…',
  none: 'Keine Nachricht gefunden',
  place: (index, count, isMore) => `${index} von ${count}${isMore ? '+' : ''}`,
  older: 'Ältere Treffer',
  newer: 'Neuere Treffer',
  close: 'Suche schließen',
});
