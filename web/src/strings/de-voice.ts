import type { VoiceWords } from './en-voice.ts';

export const voice: VoiceWords = {
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
  play: (length) => `Sprachnachricht abspielen, ${length}`,
  pause: 'Pause',
  position: 'Position',
  speed: (rate) => `Geschwindigkeit: ${rate}`,
};
