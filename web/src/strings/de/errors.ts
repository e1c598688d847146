import type { Strings } from '../en.ts';
import type { Plural } from '../plural.ts';

export const errors = (plural: Plural): Strings['errors'] => ({
  required: 'Bitte ausfüllen.',
  network: 'Parley ist nicht zu erreichen. Prüfe deine Verbindung und versuche es noch einmal.',
  invalidCredentials: 'Name und Passwort passen nicht zusammen.',
  usernameTaken: 'Dieser Name ist vergeben. Versuche einen anderen.',
  invalidPassword: 'Das ist nicht dein bisheriges Passwort.',
  invalidInvite: 'Diese Einladung gilt nicht oder ist schon verbraucht.',
  inviteNeeded: 'Neue Konten gibt es hier auf Einladung. Gib den Code ein, den du bekommen hast.',
  registrationClosed: 'Hier können gerade keine neuen Konten angelegt werden.',
  blocked: 'Zwischen euch beiden kann nichts gesendet werden.',
  userNotFound: 'Diese Person ist nicht mehr hier.',
  busy: 'Gerade ist viel los. Warte einen Moment und versuche es noch einmal.',
  forbiddenOrigin:
    'Von dieser Seite aus geht das nicht. Öffne Parley unter seiner eigenen Adresse.',
  tooManyAttempts: (minutes) =>
    plural(minutes, {
      one: 'Zu viele Versuche. Warte # Minute und versuche es noch einmal.',
      other: 'Zu viele Versuche. Warte # Minuten und versuche es noch einmal.',
    }),
  unknown: 'Bei uns ist etwas schiefgegangen. Versuche es noch einmal.',
  crashTitle: 'Etwas ist kaputtgegangen',
  crashLead: 'Deine Nachrichten sind sicher. Lade die Seite neu, dann geht es weiter.',
  reload: 'Neu laden',
  unreachableTitle: 'Parley ist nicht zu erreichen',
  notFoundTitle: 'Hier ist nichts',
  notFoundLead: 'Diese Seite gibt es nicht, oder sie ist umgezogen.',
  noConversationTitle: 'Dieses Gespräch gibt es nicht',
  noConversationLead: 'Vielleicht gehört es zu einem anderen Konto.',
  home: 'Zurück zu deinen Gesprächen',
  rules: {
    'must be 1 to 50 characters long': 'Es müssen 1 bis 50 Zeichen sein.',
    'must be 1 to 100 characters long': 'Es müssen 1 bis 100 Zeichen sein.',
    'must be 1 to 1024 characters long': 'Es müssen 1 bis 1024 Zeichen sein.',
    'must be 8 to 256 characters long': 'Es müssen 8 bis 256 Zeichen sein.',
    'must have a visible character': 'Es ist kein sichtbares Zeichen darin.',
    'must be well-formed Unicode without NUL': 'Darin ist ein Zeichen, das nicht erlaubt ist.',
    'must be letters, marks, digits and _ . - ! with single inner spaces, without control or zero-width characters':
      'Erlaubt sind Buchstaben, Ziffern, _ . - ! und einzelne Leerzeichen dazwischen.',
    'must have at least one digit': 'Eine Ziffer fehlt.',
    'must have at least one capital letter A to Z': 'Ein Großbuchstabe von A bis Z fehlt.',
    'must not start or end with a space': 'Am Anfang und am Ende darf kein Leerzeichen stehen.',
    'Invalid email address': 'Das ist keine E-Mail-Adresse.',
    'Too big: expected string to have <=254 characters': 'Es dürfen höchstens 254 Zeichen sein.',
  },
});
