import { useEffect, useState } from 'react';
import { waitWords } from '../strings/error-words.ts';
import { Alert } from './alert.tsx';
import type { FormFailure as Failure } from './field-errors.ts';

/** Seconds left, counted from the first render. */
const useCountdown = (seconds: number): number => {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * 1_000;
    const renew = (): void => {
      const next = Math.max(0, Math.ceil((end - Date.now()) / 1_000));
      setLeft(next);
      if (next === 0) clearInterval(timer);
    };
    const timer = setInterval(renew, 1_000);
    renew();
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
};

/** Screen readers announce the start and the end of the wait, not every second. */
const Countdown = ({ seconds, words }: { seconds: number; words: string }) => {
  const left = useCountdown(seconds);
  return (
    <>
      <span className="sr-only">{left > 0 ? words : waitWords(0)}</span>
      <span aria-hidden="true">{waitWords(left)}</span>
    </>
  );
};

/** Why a form failed and, if the next attempt must wait, for how long. */
export const FormFailure = ({ failure }: { failure: Failure }) => (
  <Alert>
    {failure.waitSeconds === null ? (
      failure.words
    ) : (
      <Countdown seconds={failure.waitSeconds} words={failure.words} />
    )}
  </Alert>
);
