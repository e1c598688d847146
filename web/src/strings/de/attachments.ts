import type { Strings } from '../en.ts';
import type { Plural } from '../plural.ts';

export const attachments = (plural: Plural): Strings['attachments'] => ({
  attach: 'Dateien anhängen',
  drop: 'Dateien hier ablegen, um sie anzuhängen',
  dropLead: 'Bilder, PDF, Text und ZIP, je bis zu 10 MB',
  tray: 'Angehängte Dateien',
  remove: (name) => `${name} entfernen`,
  retry: (name) => `Noch einmal versuchen: ${name}`,
  dismiss: 'Schließen',
  original: 'Originalgröße',
  originalHint: 'Große Bilder werden sonst verkleinert gesendet.',
  state: {
    preparing: 'Wird vorbereitet',
    uploading: 'Wird hochgeladen',
    waiting: 'Wartet auf eine Verbindung',
    done: 'Bereit zum Senden',
    refused: 'Nicht angenommen',
  },
  notAttached: (names) => `Nicht angehängt: ${names}.`,
  notSent: 'Nicht gesendet.',
  refusals: {
    empty: 'Eine leere Datei kann nicht gesendet werden.',
    too_big: 'Eine Datei kann höchstens 10 MB haben.',
    type: 'Nur Bilder, PDF, Text und ZIP können gesendet werden.',
    location:
      'Es könnte verraten, wo es aufgenommen wurde, und das lässt sich aus einem Bild dieser Art nicht entfernen. Speichere es zuerst als JPEG oder PNG.',
    unreadable:
      'Die Datei lässt sich nicht lesen. Vielleicht ist sie beschädigt oder nicht mehr da.',
    quota: 'Das waren sehr viele Dateien für einen Tag. Versuch es morgen wieder.',
    unlike: 'Der Server hat die Datei nicht angenommen: Ihr Inhalt passt nicht zu ihrem Typ.',
    lost: 'Dieser Browser hat die Datei nicht mehr.',
    too_many: 'In eine Nachricht passen höchstens 10 Dateien.',
  },
  photo: 'Foto',
  openPhoto: (name) => `Foto ${name} öffnen`,
  more: (count) => plural(count, { one: '# weiteres Foto', other: '# weitere Fotos' }),
  download: (name) => `Herunterladen: ${name}`,
  gone: 'Nicht mehr da',
  loadFailed: 'Konnte nicht geladen werden',
  viewer: 'Fotos',
  position: (place, total) => `${place} von ${total}`,
  close: 'Schließen',
  next: 'Nächstes Foto',
  previous: 'Voriges Foto',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
});
