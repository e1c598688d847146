import type { SearchWords } from '../en/search.ts';
import type { Plural } from '../plural.ts';

export const search = (plural: Plural): SearchWords => ({
  messages: 'Nachrichten',
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
