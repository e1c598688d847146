import { useEffect, useRef, useState } from 'react';
import type { Hold } from './hold.ts';
import {
  MicrophoneError,
  type MicrophoneProblem,
  type Recorded,
  type Recorder,
  startRecording,
} from './record.ts';

/** Peaks that are shown while recording: two seconds. */
const SHOWN_PEAKS = 40;
/** A shorter hold was a press: the recording goes on until it is sent. */
const HOLD_MS = 500;

interface Live {
  readonly milliseconds: number;
  readonly peaks: readonly number[];
}

/**
 * Records from the first render on. `asking` until the microphone is open, `full` at the time limit. A release
 * of `hold` sends, or throws away.
 */
export const useRecorder = (
  hold: Hold,
  onDone: (recorded: Recorded | null) => void,
): {
  readonly state: 'asking' | 'recording' | 'full' | MicrophoneProblem;
  readonly live: Live;
  readonly send: () => void;
  readonly cancel: () => void;
} => {
  const [state, setState] = useState<'asking' | 'recording' | 'full' | MicrophoneProblem>('asking');
  const [live, setLive] = useState<Live>({ milliseconds: 0, peaks: [] });
  const recorder = useRef<Recorder | null>(null);
  const done = useRef(onDone);
  done.current = onDone;

  const cancel = (): void => {
    recorder.current?.cancel();
    done.current(null);
  };
  const send = (): void => {
    void recorder.current?.finish().then((recorded) => done.current(recorded));
  };
  const release = useRef({ send, cancel });
  release.current = { send, cancel };

  useEffect(() => {
    let isOver = false;
    const start = async (): Promise<void> => {
      const started = await startRecording({
        onPeak: (peak, milliseconds) =>
          setLive(({ peaks }) => ({
            milliseconds,
            peaks: [...peaks, peak].slice(-SHOWN_PEAKS),
          })),
        onFull: () => setState('full'),
      });
      if (isOver) return started.cancel();
      recorder.current = started;
      setState('recording');
      const startedAt = performance.now();
      if (!hold.isDown) return;
      hold.onUp = (isThrownAway) => {
        if (isThrownAway) release.current.cancel();
        else if (performance.now() - startedAt >= HOLD_MS) release.current.send();
      };
    };
    start().catch((error: unknown) =>
      setState(error instanceof MicrophoneError ? error.problem : 'missing'),
    );
    return () => {
      isOver = true;
      hold.onUp = null;
      recorder.current?.cancel();
    };
  }, [hold]);

  return { state, live, send, cancel };
};
