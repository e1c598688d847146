import type { SettingsStrings } from './en-settings.ts';
import type { Plural } from './plural.ts';

export const settings = (plural: Plural): SettingsStrings => ({
  title: 'Einstellungen',
  sections: 'Bereiche',
  back: 'Zurück zu den Gesprächen',
  backToSettings: 'Zurück zu den Einstellungen',
  admin: 'Verwaltung',
  licences: 'Lizenzen',
  newTab: '(öffnet sich in einem neuen Tab)',
  save: 'Speichern',
  saved: 'Gespeichert',
  profile: {
    title: 'Profil',
    nameTitle: 'Name',
    nameLead: 'So finden und sehen dich andere. Deine Gespräche bleiben.',
    emailTitle: 'E-Mail-Adresse',
    emailLead: 'Niemand außer dir sieht sie.',
    emailAdd: 'E-Mail-Adresse hinzufügen',
    email: 'E-Mail-Adresse',
    since: (day) => `Bei Parley seit ${day}`,
  },
  security: {
    title: 'Sicherheit',
    passwordTitle: 'Passwort',
    passwordLead:
      'Wenn du es änderst, werden alle anderen Geräte abgemeldet. Dieses bleibt angemeldet.',
    currentPassword: 'Bisheriges Passwort',
    newPassword: 'Neues Passwort',
    change: 'Passwort ändern',
    changed: 'Passwort geändert. Alle anderen Geräte sind abgemeldet.',
    devicesTitle: 'Geräte',
    devicesLead:
      'Bist du auf einem Gerät angemeldet, das du nicht zur Hand hast? Beende alle Sitzungen, auch diese.',
    everywhere: 'Überall abmelden',
    everywhereQuestion: 'Überall abmelden?',
    everywhereAnswer:
      'Du musst dich auf jedem Gerät neu anmelden, auch auf diesem. Was dieser Browser zum Lesen ohne Netz aufbewahrt, wird entfernt.',
  },
  appearance: {
    title: 'Aussehen',
    themeTitle: 'Farben',
    themes: { system: 'Wie das Gerät', light: 'Hell', dark: 'Dunkel' },
    reactionsTitle: 'Reaktionen',
    showsReactions: 'Reaktionen zeigen',
    showsReactionsHint:
      'Die Emoji unter Nachrichten, auf diesem Gerät. Andere sehen nicht, ob du sie verbirgst.',
    languageTitle: 'Sprache',
    languageLead: 'Die Seite wird in der anderen Sprache neu geladen.',
    browserLanguage: 'Wie der Browser',
  },
  notifications: { title: 'Benachrichtigungen' },
  privacy: {
    title: 'Privatsphäre',
    lead: 'Nur wem du geschrieben hast und wer dir geschrieben hat, sieht etwas davon. Was du verbirgst, siehst du auch bei anderen nicht.',
    presence: 'Online und zuletzt gesehen',
    presenceHint: 'Andere sehen, wann du da bist, wann du zuletzt da warst und wann du tippst.',
    receipts: 'Lesebestätigungen',
    receiptsHint: 'Andere sehen, was du gelesen hast.',
  },
  blocked: {
    title: 'Blockierte Personen',
    lead: 'Du und eine blockierte Person könnt euch nicht schreiben und nicht sehen, wann die andere tippt oder online ist.',
  },
  data: {
    title: 'Deine Daten',
    exportTitle: 'Export',
    exportLead:
      'Alles, was über dich gespeichert ist, in einer Datei: dein Profil, wen du blockiert hast, was mit deinem Konto geschah, deine Gespräche und Nachrichten.',
    export: 'Meine Daten exportieren',
    exporting: (messages) =>
      plural(messages, { one: 'Bisher # Nachricht', other: 'Bisher # Nachrichten' }),
    exportProgress: 'Export',
    exported: (messages) =>
      plural(messages, { one: 'Fertig: # Nachricht.', other: 'Fertig: # Nachrichten.' }),
    deactivateTitle: 'Konto deaktivieren',
    deactivateLead: 'Du wirst überall abgemeldet, und niemand findet dich mehr.',
    deactivate: 'Mein Konto deaktivieren',
    deactivateQuestion: 'Dein Konto deaktivieren?',
    deactivateStays:
      'Was du geschrieben hast, bleibt unter deinem Namen bei denen, denen du geschrieben hast. Den Namen kann niemand sonst bekommen.',
    deactivateFinal:
      'Du kannst dich nicht wieder anmelden und das nicht selbst rückgängig machen. Exportiere vorher deine Daten, wenn du sie behalten möchtest.',
    deactivateName: (name) => `Tippe „${name}“, um fortzufahren`,
  },
});
