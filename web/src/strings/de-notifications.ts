import type { NotificationWords } from './en-notifications.ts';

export const notifications: NotificationWords = {
  deviceTitle: 'Dieses Gerät',
  show: 'Benachrichtigungen zeigen',
  showHint: 'Bei Nachrichten, die kommen, während du Parley nicht vor Augen hast.',
  state: {
    on: 'Nachrichten erreichen dieses Gerät, auch wenn Parley geschlossen ist.',
    'not-set-up':
      'Nur solange Parley offen ist: Wer dieses Parley betreibt, hat Benachrichtigungen bei geschlossenem nicht eingerichtet.',
    unsupported:
      'Nur solange Parley offen ist: Dieser Browser ist nicht erreichbar, wenn es geschlossen ist.',
    insecure:
      'Nur solange Parley offen ist: Geschlossen wird es nur erreicht, wenn seine Adresse mit https beginnt.',
    failed:
      'Nur solange Parley offen ist: Dieser Browser konnte den Dienst nicht erreichen, der seine Benachrichtigungen zustellt.',
  },
  retry: 'Noch einmal versuchen',
  denied:
    'Dieser Browser lässt Parley keine Benachrichtigungen zeigen. Erlaube sie in den Einstellungen dieser Website und schalte sie dann hier ein.',
  none: 'Dieser Browser kann keine Benachrichtigungen zeigen.',
  test: 'Probe senden',
  outcome: {
    accepted: 'Gesendet. Sie erscheint gleich, wenn nicht „Bitte nicht stören“ eingeschaltet ist.',
    gone: 'Die Verbindung für Benachrichtigungen war beendet und ist erneuert. Sende noch eine Probe.',
    refused: 'Der Dienst, der diesem Browser Benachrichtigungen zustellt, hat sie abgelehnt.',
    busy: 'Der Dienst, der diesem Browser Benachrichtigungen zustellt, antwortet nicht. Versuche es später noch einmal.',
  },
  homeTitle: 'Parley auf den Home-Bildschirm legen',
  homeLead: 'Ein iPhone oder iPad zeigt Benachrichtigungen einer Website nur von dort.',
  homeSteps: [
    'Tippe in Safari unten oder oben auf „Teilen“.',
    'Wähle „Zum Home-Bildschirm“, dann „Hinzufügen“.',
    'Öffne Parley vom Home-Bildschirm und melde dich an.',
    'Schalte hier in den Einstellungen die Benachrichtigungen ein.',
  ],
  previewTitle: 'Was eine Benachrichtigung zeigt',
  preview: { text: 'Name und Text', name: 'Name', none: 'Keins von beiden' },
  soundTitle: 'Ton',
  pushSound: 'Ton und Vibration',
  pushSoundHint: 'Bei Benachrichtigungen, während Parley geschlossen oder im Hintergrund ist.',
  sound: 'Ton in Parley',
  soundHint:
    'Ein kurzer, leiser Ton bei jeder neuen Nachricht, die du gerade nicht vor Augen hast.',
  quiet: 'Ruhezeit',
  quietHint: (timeZone) =>
    `Benachrichtigungen kommen dann ohne Ton. Nach der Uhr dieses Geräts (${timeZone}).`,
  from: 'Von',
  to: 'Bis',
  differ: 'Wähle zwei verschiedene Zeiten.',
  offer: 'Bei einer Antwort benachrichtigt werden, auch wenn Parley geschlossen ist?',
  offerHome: 'Vom Home-Bildschirm aus kann Parley dich bei einer Antwort benachrichtigen.',
  turnOn: 'Benachrichtigungen einschalten',
  showHow: 'Zeig mir, wie',
  notNow: 'Nicht jetzt',
};
