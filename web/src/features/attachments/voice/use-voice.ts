import { useEffect, useRef, useState } from 'react';
import { pauseOthers } from '../model/pause-others.ts';

/** How fast recordings play, the same for all until the page is closed. */
const rates = [1, 1.5, 2] as const;
let usualRate: number = 1;

/** Starts the next voice message of the page, if it follows this one. */
const playNext = (element: HTMLElement | null): void => {
  const all = [...document.querySelectorAll<HTMLElement>('[data-voice]')];
  const next = element ? all[all.indexOf(element) + 1] : undefined;
  next?.querySelector<HTMLButtonElement>('button')?.click();
};

/**
 * Plays a recording of `durationMs`. `load` gives its bytes; browsers do not find the length in recordings, so
 * that it comes from the message. `onProblem` is called if it cannot be loaded or played.
 */
export const useVoice = (
  durationMs: number,
  load: () => Promise<Blob>,
  onProblem: (error: unknown) => void,
) => {
  const box = useRef<HTMLDivElement>(null);
  const audio = useRef<HTMLAudioElement>(null);
  const [url, setUrl] = useState<string | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [atMs, setAtMs] = useState(0);
  const [rate, setRate] = useState(usualRate);
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  useEffect(() => {
    if (!isPlaying) return undefined;
    let frame = 0;
    const follow = (): void => {
      if (audio.current) setAtMs(audio.current.currentTime * 1_000);
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [isPlaying]);

  const start = async (): Promise<void> => {
    const element = audio.current;
    if (!element) return;
    try {
      if (url === null) {
        const made = URL.createObjectURL(await load());
        setUrl(made);
        element.src = made;
        element.currentTime = atMs / 1_000;
      }
      element.playbackRate = usualRate;
      setRate(usualRate);
      await element.play();
    } catch (error) {
      // Another one was started before this one could play.
      if (!(error instanceof DOMException && error.name === 'AbortError')) onProblem(error);
    }
  };

  return {
    box,
    audio,
    atMs: Math.min(atMs, durationMs),
    isPlaying,
    rate,
    toggle: (): void => {
      if (isPlaying) audio.current?.pause();
      else void start();
    },
    seek: (milliseconds: number): void => {
      setAtMs(milliseconds);
      if (audio.current && url !== null) audio.current.currentTime = milliseconds / 1_000;
    },
    nextRate: (): void => {
      usualRate = rates[(rates.indexOf(rate as 1) + 1) % rates.length] ?? 1;
      setRate(usualRate);
      if (audio.current) audio.current.playbackRate = usualRate;
    },
    onPlay: (): void => {
      if (audio.current) pauseOthers(audio.current);
      setPlaying(true);
    },
    onPause: (): void => setPlaying(false),
    onEnded: (): void => {
      setPlaying(false);
      setAtMs(0);
      if (audio.current) audio.current.currentTime = 0;
      playNext(box.current);
    },
  };
};
