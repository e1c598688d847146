import type { MarksWords } from '../en/marks.ts';

export const marks: MarksWords = {
  star: 'Markieren',
  unstar: 'Markierung entfernen',
  clearTitle: 'Dieses Gespräch leeren?',
  clearLead: (name) =>
    `Alle bisherigen Nachrichten verschwinden auf allen deinen Geräten, für immer. ${name} behält sie.`,
  clearLeadNotes: 'Alle bisherigen Notizen verschwinden auf allen deinen Geräten, für immer.',
  clearAction: 'Leeren',
  title: 'Markierte Nachrichten',
  titleWith: (name) => `Markierte Nachrichten mit ${name}`,
  none: 'Keine Nachricht ist markiert. Das geht im Menü einer Nachricht.',
  count: (count, isMore) =>
    isMore ? `Bisher ${count} markierte Nachrichten` : `Markierte Nachrichten: ${count}`,
  more: 'Mehr zeigen',
  close: 'Schließen',
  unstarOf: (excerpt) => `Markierung entfernen: ${excerpt}`,
};
