import type { Strings } from '../en.ts';

export const voice: Strings['voice'] = {
  record: 'Sprachnachricht aufnehmen',
  recorder: 'Sprachnachricht',
  cancel: 'Verwerfen',
  send: 'Sprachnachricht senden',
  states: {
    asking: 'Wartet auf das Mikrofon',
    recording: 'Aufnahme',
    full: 'Fünf Minuten sind voll',
    denied:
      'Dieser Browser erlaubt das Mikrofon auf dieser Seite nicht: siehe seine Einstellungen.',
    missing: 'Das Mikrofon funktioniert nicht.',
  },
  message: 'Sprachnachricht',
  play: (length) => `Sprachnachricht abspielen, ${length}`,
  pause: 'Pause',
  position: 'Position',
  speed: (rate) => `Geschwindigkeit: ${rate}`,
};
