import type { CodeStrings } from '../en/codes.ts';

export const codes: CodeStrings = {
  app: 'Code aus deiner App',
  appHint: 'Sechs Ziffern aus deiner Authentifizierungs-App.',
  recovery: 'Wiederherstellungscode',
  recoveryHint: 'Einer der Codes, die du gespeichert hast. Jeder gilt einmal.',
  useRecovery: 'Wiederherstellungscode benutzen',
  useApp: 'Code aus der App benutzen',
  wrong:
    'Der Code ist falsch oder schon benutzt. Warte auf den nächsten. Gilt keiner, dann prüfe die Uhr des Telefons.',
  wrongRecovery: 'Das ist keiner deiner unbenutzten Wiederherstellungscodes.',
  signInLead: 'Dein Passwort stimmt. Noch ein Schritt: ein Code.',
  back: 'Zurück zum Passwort',
  stepUpTitle: 'Gib zuerst einen Code ein',
  stepUpLead: 'Danach wirst du frühestens in 15 Minuten wieder gefragt.',
  stepUp: 'Weiter',
  passkeyTitle: 'Benutze zuerst einen Passkey',
  eitherTitle: 'Gib zuerst einen Code ein oder benutze einen Passkey',
  usePasskey: 'Passkey benutzen',
  noPasskey: 'Es wurde kein Passkey benutzt. Versuch es noch einmal.',
  wrongPasskey: 'Dieser Passkey gilt nicht. Es muss einer dieses Kontos sein.',
  elsewhere: (host) =>
    `Deine Passkeys gelten nur unter ${host}. Mach das dort, oder bitte den Betreiber dieses Servers, sie zu entfernen.`,
  unavailable:
    'Dieser Browser hat hier keine Passkeys. Mach das auf einem Gerät, das einen von deinen hat.',
};
