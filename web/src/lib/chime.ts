/** Two soft tones, a fifth apart: [hertz, seconds after the start]. */
const tones = [
  [587.33, 0],
  [880, 0.11],
] as const;
const LOUDNESS = 0.09;
const FADE_SECONDS = 0.5;

let context: AudioContext | undefined;

const play = (audio: AudioContext, hertz: number, after: number): void => {
  const start = audio.currentTime + after;
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + FADE_SECONDS);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + FADE_SECONDS);
};

/** Plays a short sound. Browsers allow none before the first interaction with the page. */
export const chime = async (): Promise<void> => {
  context ??= new AudioContext();
  await context.resume();
  for (const [hertz, after] of tones) play(context, hertz, after);
};
