import type { DeviceWords } from './en-devices.ts';

export const devices: DeviceWords = {
  list: 'Wo du angemeldet bist',
  current: 'Dieses Gerät',
  unknown: 'Unbekanntes Gerät',
  seen: (when) => `Zuletzt benutzt ${when}`,
  signOut: 'Abmelden',
  signOutOf: (device) => `${device} abmelden`,
  events: 'Letzte Aktivität',
  eventsLead:
    'Was mit deinem Konto in den letzten 90 Tagen geschah. Wenn du etwas davon nicht warst, ändere dein Passwort.',
  more: 'Mehr anzeigen',
  signedIn: 'Angemeldet',
  passwordChanged: 'Passwort geändert',
  refused: { one: 'Eine abgelehnte Anmeldung', other: '# abgelehnte Anmeldungen' },
  passwordRefused: {
    one: 'Eine abgelehnte Änderung des Passworts',
    other: '# abgelehnte Änderungen des Passworts',
  },
  factorSet: 'Anmeldung in zwei Schritten eingeschaltet',
  factorRemoved: 'Anmeldung in zwei Schritten ausgeschaltet',
  codeRefused: { one: 'Ein abgelehnter Code', other: '# abgelehnte Codes' },
  recoveryCodeUsed: 'Ein Wiederherstellungscode wurde benutzt',
  recoveryCodesRenewed: 'Neue Wiederherstellungscodes',
  ended: {
    signed_out: 'Abgemeldet',
    signed_out_elsewhere: 'Von einem anderen Gerät aus abgemeldet',
    signed_out_everywhere: 'Überall abgemeldet',
    password_changed: 'Wegen eines neuen Passworts abgemeldet',
    password_reset: 'Der Betreiber hat ein neues Passwort gesetzt',
    account_deactivated: 'Konto deaktiviert',
    token_reused: 'Abgemeldet, weil vielleicht jemand die Sitzung kopiert hat',
    too_many_sessions: 'Abgemeldet, weil zu viele Geräte angemeldet waren',
    keys_rotated: 'Überall abgemeldet durch den Betreiber',
    expired: 'Sitzung abgelaufen',
  },
  signedOut: (device) => `${device} ist abgemeldet.`,
};
