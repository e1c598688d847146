import { actions } from './de/actions.ts';
import { attachments } from './de/attachments.ts';
import { auth } from './de/auth.ts';
import { conversations } from './de/conversations.ts';
import { disappearing } from './de/disappearing.ts';
import { errors } from './de/errors.ts';
import { messages } from './de/messages.ts';
import { people } from './de/people.ts';
import type { Strings } from './en.ts';
import type { Plural } from './plural.ts';

export const german = (plural: Plural): Strings => ({
  locale: 'de',
  app: {
    name: 'Parley',
    tagline: 'Ein stiller Ort für zwei.',
    promise: 'Ein Gespräch, zwei Menschen, nichts dazwischen.',
    loading: 'Wird geladen',
    retry: 'Noch einmal versuchen',
    cancel: 'Abbrechen',
    updateReady: 'Eine neue Version von Parley ist da.',
    updateNow: 'Neu laden',
    updateLater: 'Später',
  },
  actions,
  auth,
  errors: errors(plural),
  conversations: conversations(plural),
  presence: {
    online: 'Online',
    typing: 'schreibt …',
    offline: 'Offline',
    lastSeen: (when) => `Zuletzt hier: ${when}`,
    notes: 'Notizen an dich selbst',
    inactive: 'Konto deaktiviert',
  },
  messages: messages(plural),
  disappearing,
  people,
  attachments: attachments(plural),
  connection: {
    connecting: 'Verbindung wird aufgebaut …',
    waiting: 'Keine Verbindung. Moment …',
    away: 'Keine Verbindung',
    loadedLater: 'Keine Verbindung. Das wird geladen, sobald du wieder online bist.',
  },
  notifications: {
    newMessage: 'Neue Nachricht',
    attachments: (count) =>
      plural(count, { one: 'Hat einen Anhang gesendet', other: 'Hat # Anhänge gesendet' }),
  },
  titles: {
    withUnread: (count, title, isAtLeast) =>
      count > 0 ? `(${count}${isAtLeast ? '+' : ''}) ${title}` : title,
    page: (name) => `${name} · Parley`,
  },
});
