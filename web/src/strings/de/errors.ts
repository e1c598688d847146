import type { Strings } from '../en.ts';
import type { Plural } from '../plural.ts';

export const errors = (plural: Plural): Strings['errors'] => ({
  required: 'Bitte ausfüllen.',
  network: 'Parley ist nicht zu erreichen. Prüfe deine Verbindung und versuche es noch einmal.',
  invalidCredentials: 'Name und Passwort passen nicht zusammen.',
  usernameTaken: 'Dieser Name ist vergeben. Versuche einen anderen.',
  invalidPassword: 'Das ist nicht dein bisheriges Passwort.',
  codeRequired: 'Dein Konto verlangt zuerst einen Code.',
  signInNeedsCode:
    'Dein Konto verlangt einen Code, den diese Seite noch nicht annimmt: Benutze einen Client der API.',
  invalidCode: 'Der Code ist falsch oder schon benutzt.',
  invalidChallenge: 'Diese Anmeldung ist abgelaufen. Beginne von vorn.',
  invalidPasskey: 'Dieser Passkey gilt hier nicht. Melde dich mit deinem Passwort an.',
  tooManyPasskeys: 'Ein Konto hat höchstens zehn Passkeys. Entferne zuerst einen.',
  factorIsSet: 'Die Anmeldung in zwei Schritten ist schon eingeschaltet.',
  invalidInvite: 'Diese Einladung gilt nicht: Sie ist verbraucht, zurückgezogen oder abgelaufen.',
  inviteNeeded: 'Für ein neues Konto brauchst du hier eine Einladung. Gib ihren Code ein.',
  registrationClosed: 'Hier können gerade keine neuen Konten angelegt werden.',
  blocked: 'Zwischen euch beiden kann nichts gesendet werden.',
  userNotFound: 'Diese Person ist nicht mehr hier.',
  busy: 'Der Server ist ausgelastet. Warte einen Moment und versuche es noch einmal.',
  readOnly:
    'Parley zieht auf einen anderen Server um. Lesen geht. Nachrichten warten auf diesem Gerät und werden danach gesendet.',
  signedOut: 'Du bist abgemeldet. Melde dich wieder an.',
  gone: 'Das gibt es nicht mehr, oder es gehört jemand anderem.',
  pushUnavailable: 'Der Betreiber hat keine Benachrichtigungen eingerichtet.',
  notAuthor: 'Das kann nur, wer es geschrieben hat.',
  alreadySent: 'Das wurde schon gesendet.',
  messageDeleted: 'Die Nachricht wurde inzwischen gelöscht.',
  messageRead: 'Die Nachricht wurde inzwischen gelesen.',
  tooManyEdits: 'Eine Nachricht lässt sich höchstens 100-mal ändern.',
  tooManyPinned: 'Höchstens 5 Gespräche können angeheftet sein. Löse zuerst eines.',
  requestPending:
    'Deine Anfrage ist noch nicht angenommen. Bis dahin kannst du 10 Nachrichten senden, nur Text.',
  tooLarge: 'Das ist zu groß.',
  invalid: 'Darin ist etwas, das nicht erlaubt ist.',
  invalidFile: 'Eine der Dateien lässt sich nicht senden.',
  tooManyUploads: 'Das waren sehr viele Dateien für einen Tag. Versuche es morgen noch einmal.',
  oldPage: 'Diese Seite ist nicht auf dem neuesten Stand. Lade sie neu.',
  forbiddenOrigin:
    'Von dieser Seite aus geht das nicht. Öffne Parley unter seiner eigenen Adresse.',
  waitSeconds: (seconds) =>
    plural(seconds, {
      one: 'Zu viele Versuche. Warte # Sekunde und versuche es noch einmal.',
      other: 'Zu viele Versuche. Warte # Sekunden und versuche es noch einmal.',
    }),
  waitMinutes: (minutes) =>
    plural(minutes, {
      one: 'Zu viele Versuche. Warte # Minute und versuche es noch einmal.',
      other: 'Zu viele Versuche. Warte # Minuten und versuche es noch einmal.',
    }),
  waitIsOver: 'Du kannst es jetzt noch einmal versuchen.',
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
    'must be 1 to 140 characters long': 'Es müssen 1 bis 140 Zeichen sein.',
    'must be 1 to 100 characters long': 'Es müssen 1 bis 100 Zeichen sein.',
    'must be 1 to 1024 characters long': 'Es müssen 1 bis 1024 Zeichen sein.',
    'must be 8 to 256 characters long': 'Es müssen 8 bis 256 Zeichen sein.',
    'must have a visible character': 'Es ist kein sichtbares Zeichen darin.',
    'must be well-formed Unicode without NUL': 'Darin ist ein Zeichen, das nicht erlaubt ist.',
    'must be letters, marks, digits and _ . - ! with single inner spaces, without control or zero-width characters':
      'Erlaubt sind Buchstaben, Ziffern, _ . - ! und einzelne Leerzeichen dazwischen.',
    'must have a letter or a digit': 'Ein Buchstabe fehlt.',
    'must have at most 4 different marks in a row, and none before a letter':
      'Höchstens 4 Akzente auf einem Buchstaben.',
    'must have at most 4 marks in a row, each on a letter':
      'Höchstens 4 Akzente auf einem Buchstaben.',
    'must not mix alphabets within a word': 'Ein Wort darf keine Schriften mischen.',
    'must not mix digits of different scripts': 'Ziffern dürfen keine Schriften mischen.',
    'must not be a reserved name': 'Dieser Name ist nicht erlaubt.',
    'must not look like an id': 'Dieser Name ist nicht erlaubt.',
    'must have at least one digit': 'Eine Ziffer fehlt.',
    'must have at least one capital letter A to Z': 'Ein Großbuchstabe von A bis Z fehlt.',
    'must not start or end with a space': 'Am Anfang und am Ende darf kein Leerzeichen stehen.',
    'must not have control or invisible characters': 'Darin ist ein Zeichen, das man nicht sieht.',
    'must not be the name': 'Der Name ist kein gutes Passwort.',
    'must not be one of the commonest passwords':
      'Das ist eines der häufigsten Passwörter. Nimm ein anderes.',
    'Invalid email address': 'Das ist keine E-Mail-Adresse.',
    'Too big: expected string to have <=254 characters': 'Es dürfen höchstens 254 Zeichen sein.',
  },
});
