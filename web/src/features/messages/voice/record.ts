import { limits } from '#contracts/limits.ts';
import { supportedType } from './can-record.ts';
import { waveformFrom } from './waveform.ts';

/** `denied`: the user or a policy forbids it. `missing`: there is no microphone, or it does not work. */
export type MicrophoneProblem = 'denied' | 'missing';

export class MicrophoneError extends Error {
  readonly problem: MicrophoneProblem;

  constructor(problem: MicrophoneProblem) {
    super(problem);
    this.name = 'MicrophoneError';
    this.problem = problem;
  }
}

/** A finished recording: the file to send, and how it sounds. */
export interface Recorded {
  readonly file: File;
  readonly recording: { readonly duration_ms: number; readonly waveform: number[] };
}

/** A recording that runs. */
export interface Recorder {
  /** Ends it. Null if nothing was recorded. */
  finish(): Promise<Recorded | null>;
  /** Ends it, and forgets what was recorded. */
  cancel(): void;
}

const endings: Readonly<Record<string, string>> = {
  'audio/webm': 'webm',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
};
const BITS_PER_SECOND = 32_000;
const PEAK_MS = 50;
/** A shorter one is a slip of the finger. */
const SHORTEST_MS = 300;

const openMicrophone = (): Promise<MediaStream> =>
  navigator.mediaDevices.getUserMedia({ audio: true }).catch((error: unknown) => {
    const isDenied = error instanceof DOMException && error.name === 'NotAllowedError';
    throw new MicrophoneError(isDenied ? 'denied' : 'missing');
  });

/** Reads the loudness of a stream, 0 to 1. */
const meterOf = (stream: MediaStream) => {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1_024;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    peak: (): number => {
      analyser.getFloatTimeDomainData(samples);
      return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    },
    close: (): void => void context.close(),
  };
};

const pad = (part: number): string => String(part).padStart(2, '0');
const nameAt = (time: Date, mime: string): string => {
  const day = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(pad).join('-');
  return `voice ${day} ${pad(time.getHours())}.${pad(time.getMinutes())}.${endings[mime] ?? 'webm'}`;
};

/**
 * Asks for the microphone and records, for at most `limits.voice.maxSeconds`. `onPeak` gets the loudness (0 to
 * 1) and the milliseconds so far, 20 times a second; `onFull` is called at the limit.
 * @throws MicrophoneError
 */
export const startRecording = async (on: {
  onPeak: (peak: number, milliseconds: number) => void;
  onFull: () => void;
}): Promise<Recorder> => {
  const stream = await openMicrophone();
  const meter = meterOf(stream);
  const media = new MediaRecorder(stream, {
    mimeType: supportedType() ?? '',
    audioBitsPerSecond: BITS_PER_SECOND,
  });
  const [chunks, peaks]: [Blob[], number[]] = [[], []];
  const maxMs = limits.voice.maxSeconds * 1_000;
  const startedAt = performance.now();
  let durationMs = 0;
  media.addEventListener('dataavailable', ({ data }) => chunks.push(data));
  const stopped = new Promise<void>((resolve) => media.addEventListener('stop', () => resolve()));

  const stop = (): void => {
    if (media.state === 'inactive') return;
    clearInterval(watch);
    durationMs = Math.min(maxMs, Math.round(performance.now() - startedAt));
    media.stop();
    for (const track of stream.getTracks()) track.stop();
    meter.close();
  };
  const watch = setInterval(() => {
    const milliseconds = performance.now() - startedAt;
    const peak = meter.peak();
    peaks.push(peak);
    on.onPeak(peak, Math.min(milliseconds, maxMs));
    if (milliseconds < maxMs) return;
    stop();
    on.onFull();
  }, PEAK_MS);
  media.start();

  return {
    finish: async () => {
      stop();
      await stopped;
      const mime = media.mimeType.split(';')[0] ?? '';
      const blob = new Blob(chunks, { type: mime });
      if (blob.size === 0 || durationMs < SHORTEST_MS) return null;
      return {
        file: new File([blob], nameAt(new Date(), mime), { type: mime }),
        recording: { duration_ms: durationMs, waveform: waveformFrom(peaks) },
      };
    },
    cancel: stop,
  };
};
