import type { ArrangingWords } from './en-arranging.ts';

export const arranging: ArrangingWords = {
  pin: 'Oben anheften',
  unpin: 'Nicht mehr anheften',
  markUnread: 'Als ungelesen markieren',
  markRead: 'Als gelesen markieren',
  archive: 'Archivieren',
  unarchive: 'Aus dem Archiv holen',
  mute: 'Stummschalten',
  forAnHour: 'Für eine Stunde',
  untilMorning: (time) => `Bis ${time}`,
  forGood: 'Bis ich es wieder einschalte',
  unmute: 'Stummschaltung aufheben',
  starred: 'Markierte Nachrichten',
  clear: 'Gespräch leeren',
  wasArchived: 'Gespräch archiviert',
  undo: 'Rückgängig',
  dismiss: 'Hinweis schließen',
};
