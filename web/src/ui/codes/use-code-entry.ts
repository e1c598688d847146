import { type RefObject, useRef, useState } from 'react';
import { ApiError } from '#client';
import { errorWords, secondsToWait } from '#site/strings/error-words.ts';
import type { FormFailure } from '../field-errors.ts';
import { codeWords } from './words.ts';

/** Of the authenticator app, or one of those that replace it. */
export type CodeKind = 'app' | 'recovery';

export interface CodeEntry {
  readonly kind: CodeKind;
  readonly value: string;
  readonly isBusy: boolean;
  readonly failure: FormFailure | null;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly change: (value: string) => void;
  readonly switchTo: (kind: CodeKind) => void;
  readonly submit: () => void;
}

const isWholeCode = (value: string): boolean => /^\d{6}$/.test(value.replace(/[\s-]/g, ''));

const isWrong = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'invalid_code';

/**
 * A code that is typed or pasted. Six digits are sent at once. `send` ends the entry if it succeeds, so the entry stays
 * busy then. `explain`: a refusal in words, except for a wrong code.
 */
export const useCodeEntry = (
  send: (code: string) => Promise<unknown>,
  explain: (error: unknown) => string = errorWords,
): CodeEntry => {
  const [kind, setKind] = useState<CodeKind>('app');
  const [value, setValue] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FormFailure | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const isSending = useRef(false);

  const refuse = (error: unknown): void => {
    const wrong = kind === 'app' ? codeWords.wrong : codeWords.wrongRecovery;
    const words = isWrong(error) ? wrong : explain(error);
    if (isWrong(error)) setValue('');
    setFailure({ words, waitSeconds: secondsToWait(error) });
    isSending.current = false;
    setBusy(false);
    field.current?.focus();
  };
  const submit = async (code: string): Promise<void> => {
    if (isSending.current) return;
    if (code.trim() === '') {
      field.current?.focus();
      return;
    }
    isSending.current = true;
    setBusy(true);
    setFailure(null);
    await send(code.trim()).catch(refuse);
  };

  return {
    kind,
    value,
    isBusy,
    failure,
    field,
    change: (next) => {
      if (isSending.current) return;
      setValue(next);
      if (kind === 'app' && isWholeCode(next) && !isWholeCode(value)) void submit(next);
    },
    switchTo: (next) => {
      setKind(next);
      setValue('');
      setFailure(null);
      field.current?.focus();
    },
    submit: () => void submit(value),
  };
};
