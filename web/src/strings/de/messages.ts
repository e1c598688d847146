import type { Strings } from '../en.ts';
import type { Plural } from '../plural.ts';

export const messages = (plural: Plural): Strings['messages'] => ({
  log: 'Nachrichten',
  composer: 'Nachricht',
  placeholder: 'Nachricht schreiben',
  send: 'Senden',
  back: 'Zurück zu den Gesprächen',
  loadFailed: 'Diese Nachrichten konnten nicht geladen werden.',
  loadingOlder: 'Ältere Nachrichten werden geladen',
  loadingNewer: 'Neuere Nachrichten werden geladen',
  unreadFrom: 'Neue Nachrichten',
  beginning: (name) => `Hier beginnt dein Gespräch mit ${name}.`,
  beginningNotes: 'Notizen an dich selbst: Niemand sonst bei Parley kann sie lesen.',
  edited: 'bearbeitet',
  forwarded: 'Weitergeleitet',
  deleted: 'Nachricht gelöscht',
  attachment: 'Anhang',
  readMore: 'Mehr anzeigen',
  showLess: 'Weniger anzeigen',
  jumpToLatest: 'Zur neuesten springen',
  tooLong: (over) => plural(over, { one: '# Zeichen zu viel', other: '# Zeichen zu viel' }),
  left: (count) => plural(count, { one: 'Noch # Zeichen', other: 'Noch # Zeichen' }),
  inactive:
    'Dieses Konto ist deaktiviert. Du kannst das Gespräch lesen, aber nicht darin schreiben.',
  retry: 'Noch einmal',
  discard: 'Verwerfen',
  cancelSend: 'Senden abbrechen',
  status: {
    queued: 'Wartet auf den Versand',
    sending: 'Wird gesendet',
    sent: 'Gesendet',
    read: 'Gelesen',
    failed: 'Nicht gesendet',
  },
  refused: 'Nicht gesendet: Die Nachricht wurde abgelehnt.',
});
