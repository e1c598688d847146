import type { AboutWords } from '../en/about.ts';

export const about: AboutWords = {
  title: 'Info',
  open: (name) => `Info zu ${name}`,
  close: 'Schließen',
  since: (date) => `Bei Parley seit ${date}`,
  settings: 'Dieses Gespräch',
  mute: 'Stumm schalten',
  pin: 'Oben anheften',
  archive: 'Archivieren',
  shared: 'Geteilt',
  kinds: { media: 'Fotos', voice: 'Sprache', files: 'Dateien', links: 'Links' },
  none: {
    media: 'Keine Fotos oder Videos.',
    voice: 'Keine Sprachnachrichten.',
    files: 'Keine Dateien.',
    links: 'Keine Links.',
  },
  notYet: (date) => `Durchsucht bis ${date}.`,
  older: 'Ältere Nachrichten durchsuchen',
  show: 'Im Gespräch zeigen',
  viewer: {
    title: 'Fotos',
    position: (place, total) => `${place} von ${total}`,
    close: 'Schließen',
    next: 'Nächstes Foto',
    previous: 'Voriges Foto',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
  },
};
