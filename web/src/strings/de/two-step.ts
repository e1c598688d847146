import type { TwoStepStrings } from '../en/two-step.ts';
import type { Plural } from '../plural.ts';

export const twoStep = (plural: Plural): TwoStepStrings => ({
  title: 'Anmeldung in zwei Schritten',
  lead: 'Nach dem Passwort gibst du einen Code aus einer App ein. Wer dein Passwort erfährt, kann sich damit allein nicht anmelden.',
  off: 'Aus',
  onSince: (day) => `Eingeschaltet am ${day}`,
  setUp: 'Einrichten',
  left: (count) =>
    plural(count, {
      one: 'Noch # Wiederherstellungscode',
      other: 'Noch # Wiederherstellungscodes',
    }),
  few: 'Erstelle neue, bevor du den letzten benutzt hast.',
  renew: 'Neue Wiederherstellungscodes',
  turnOff: 'Ausschalten',
  isOn: 'Die Anmeldung in zwei Schritten ist eingeschaltet.',
  isOff: 'Die Anmeldung in zwei Schritten ist ausgeschaltet.',
  startTitle: 'Anmeldung in zwei Schritten einrichten',
  startLead: 'Du brauchst eine Authentifizierungs-App, auf dem Telefon oder im Passwort-Manager.',
  next: 'Weiter',
  scanTitle: 'Füge Parley deiner App hinzu',
  scanLead: 'Scanne dieses Bild mit der App und gib dann die sechs Ziffern ein, die sie zeigt.',
  qr: 'QR-Code für die Authentifizierungs-App',
  key: 'Oder tippe diesen Schlüssel ein',
  copyKey: 'Schlüssel kopieren',
  openApp: 'App auf diesem Gerät öffnen',
  turnOn: 'Einschalten',
  expired: 'Diese Einrichtung ist abgelaufen. Schließe sie und beginne neu.',
  codesTitle: 'Speichere deine Wiederherstellungscodes',
  codesLead:
    'Jeder gilt einmal anstelle eines Codes der App. Ohne die App und ohne sie kann dich nur noch der Betreiber dieses Servers wieder hereinlassen. Sie werden nicht noch einmal angezeigt.',
  codes: 'Wiederherstellungscodes',
  copy: 'Kopieren',
  copied: 'Kopiert',
  download: 'Herunterladen',
  print: 'Drucken',
  saved: 'Ich habe sie gespeichert',
  fileTitle: (name, host) => `Wiederherstellungscodes von ${name} bei ${host}`,
  fileName: 'wiederherstellungscodes',
  turnOffQuestion: 'Anmeldung in zwei Schritten ausschalten?',
  turnOffAnswer:
    'Dann genügt wieder das Passwort allein. Die Wiederherstellungscodes gelten nicht mehr.',
});
