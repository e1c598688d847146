/** Strings of the recorder and the player, which are lazy modules. */
export const voice = {
  recorder: 'Voice message',
  cancel: 'Throw away',
  send: 'Send voice message',
  states: {
    asking: 'Waiting for the microphone',
    recording: 'Recording',
    full: 'Five minutes are full',
    denied: 'This browser does not allow the microphone on this page: see its settings.',
    missing: 'The microphone does not work.',
  },
  play: (length: string) => `Play voice message, ${length}`,
  pause: 'Pause',
  position: 'Position',
  speed: (rate: number) => `Speed: ${rate}`,
};

export type VoiceWords = typeof voice;
