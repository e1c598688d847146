import type { PasskeyWords } from '../en/passkeys.ts';

export const passkeys: PasskeyWords = {
  title: 'Passkeys',
  lead: 'Melde dich mit dem Fingerabdruck, dem Gesicht oder der PIN deines Geräts statt mit dem Passwort an.',
  list: 'Deine Passkeys',
  none: 'Noch keiner',
  added: (day) => `Hinzugefügt am ${day}`,
  used: (when) => `zuletzt benutzt ${when}`,
  unused: 'noch nicht benutzt',
  synced: 'Deine anderen Geräte haben ihn vielleicht auch',
  elsewhere: (host) => `Gilt nur unter ${host}`,
  add: 'Passkey hinzufügen',
  addTitle: 'Passkey hinzufügen',
  addLead: 'Dein Gerät legt ihn an und fragt nach Fingerabdruck, Gesicht oder PIN.',
  addCost:
    'Danach fragt dein Konto auch nach einem Passkey, bevor es das Passwort ändert, deine Daten ausgibt oder deaktiviert wird. Wenn du alle Passkeys verlierst, kann nur der Betreiber dieses Servers sie entfernen, außer du hast die Anmeldung in zwei Schritten eingeschaltet.',
  next: 'Weiter',
  name: 'Name des Passkeys',
  device: 'Mein Gerät',
  rename: 'Umbenennen',
  renameOf: (name) => `${name} umbenennen`,
  renameTitle: 'Passkey umbenennen',
  save: 'Speichern',
  remove: 'Entfernen',
  removeOf: (name) => `${name} entfernen`,
  removeQuestion: (name) => `„${name}“ entfernen?`,
  removeAnswer:
    'Mit ihm meldet sich niemand mehr an. Dein Gerät zeigt ihn vielleicht noch: Lösche ihn auch dort.',
  isAdded: (name) => `${name} ist hinzugefügt.`,
  isRenamed: (name) => `Er heißt jetzt ${name}.`,
  isRemoved: (name) => `${name} ist entfernt.`,
  unavailable:
    'Dieser Browser kann hier keine Passkeys anlegen. Sie brauchen HTTPS und eine Adresse mit einem Namen.',
  problems: {
    cancelled: 'Es wurde kein Passkey angelegt. Versuch es noch einmal.',
    known: 'Dieses Gerät hat schon einen Passkey deines Kontos.',
    impossible: 'Dieses Gerät kann keinen Passkey anlegen.',
  },
};
