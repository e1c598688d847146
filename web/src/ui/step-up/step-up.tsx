import type { ReactNode } from 'react';
import { createContext, Suspense, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '#client';
import { lazy } from '../../lib/parts/lazy.ts';

/**
 * Runs a call to the server. If this session must give a code first (403 `code_required`), asks for one and repeats the
 * call.
 * @throws the refusal, if the user cancels
 */
export type Proven = <T>(run: () => Promise<T>) => Promise<T>;

const StepUpContext = createContext<Proven | null>(null);

export const useProven = (): Proven => {
  const proven = useContext(StepUpContext);
  if (!proven) throw new Error('StepUpProvider is missing');
  return proven;
};

const StepUpDialog = lazy(async () => ({
  default: (await import('./step-up-dialog.tsx')).StepUpDialog,
}));

interface Question {
  readonly answer: Promise<boolean>;
  readonly settle: (isProven: boolean) => void;
}

const newQuestion = (): Question => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  return { answer: promise, settle: resolve };
};

const isRefused = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'code_required';

/** Asks for a code where the server requires one: once for several calls at a time. */
export const StepUpProvider = ({ children }: { children: ReactNode }) => {
  const [isAsking, setAsking] = useState(false);
  const question = useRef<Question | null>(null);
  const settle = (isProven: boolean): void => {
    question.current?.settle(isProven);
    question.current = null;
    setAsking(false);
  };
  const proven = useMemo(
    (): Proven => async (run) => {
      try {
        return await run();
      } catch (error) {
        if (!isRefused(error)) throw error;
        question.current ??= newQuestion();
        setAsking(true);
        if (!(await question.current.answer)) throw error;
        return run();
      }
    },
    [],
  );
  useEffect(() => () => question.current?.settle(false), []);
  return (
    <StepUpContext value={proven}>
      {children}
      <Suspense>{isAsking && <StepUpDialog onSettle={settle} />}</Suspense>
    </StepUpContext>
  );
};
