import type { Strings } from '../en.ts';
import type { Plural } from '../plural.ts';

export const conversations = (plural: Plural): Strings['conversations'] => ({
  title: 'Gespräche',
  start: 'Neues Gespräch',
  invite: 'Jemanden einladen',
  search: 'Leute und Nachrichten suchen',
  searchKeys: (keys) => `Suchen (${keys})`,
  searchInside: 'In diesem Gespräch suchen',
  searchResults: 'Leute',
  clearSearch: 'Suche leeren',
  noResults: (query) => `Niemand heißt „${query}“.`,
  foundCount: (count) => plural(count, { one: '# gefunden', other: '# gefunden' }),
  narrow: (count) =>
    plural(count, {
      one: 'Noch # Person. Gib mehr vom Namen ein.',
      other: 'Noch # Personen. Gib mehr vom Namen ein.',
    }),
  emptyTitle: 'Sag das erste Wort',
  emptyLead: 'Suche oben jemanden beim Namen. Ein Gespräch beginnt mit einem Hallo.',
  emptyAction: 'Jemanden suchen',
  emptyNotes: 'Eine Notiz für dich schreiben',
  moreFailed: 'Mehr konnte nicht geladen werden.',
  loadFailed: 'Deine Gespräche konnten nicht geladen werden.',
  firstTitle: 'Willkommen bei Parley',
  firstLead:
    'Suche links jemanden beim Namen und sag Hallo, oder beginne mit einer Notiz für dich.',
  pickTitle: 'Wähle ein Gespräch',
  pickLead: 'Öffne links eines, oder suche jemanden, dem du schreiben möchtest.',
  you: 'Du',
  self: (name) => `${name} (du)`,
  noMessages: 'Noch keine Nachrichten',
  deleted: 'Nachricht gelöscht',
  draft: 'Entwurf:',
  unread: (count) =>
    plural(count, { one: '# ungelesene Nachricht', other: '# ungelesene Nachrichten' }),
  archived: 'Archiviert',
  archivedCount: (count) => plural(count, { one: '# Gespräch', other: '# Gespräche' }),
  noneArchived: 'Kein Gespräch ist archiviert.',
  requests: 'Nachrichtenanfragen',
  requestsCount: (count) => plural(count, { one: '# Anfrage', other: '# Anfragen' }),
  noRequests: 'Niemand wartet auf eine Antwort.',
  backToMain: 'Zurück zu allen Gesprächen',
  optionsFor: (name) => `Mehr zum Gespräch mit ${name}`,
  isMuted: 'Stummgeschaltet',
  isPinned: 'Angeheftet',
  isMarkedUnread: 'Als ungelesen markiert',
});
