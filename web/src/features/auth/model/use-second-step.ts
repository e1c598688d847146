import type { ComponentType } from 'react';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { ApiError } from '#client';
import type { CodeStepProps } from '../components/code-step.tsx';

/** A sign-in whose password was right, and the form for its code. */
interface SecondStep {
  readonly challenge: string;
  readonly Form: ComponentType<CodeStepProps>;
}

/** @throws every error that does not lead to a second step */
const secondStepOf = async (error: unknown): Promise<SecondStep> => {
  if (!(error instanceof ApiError) || error.challenge === null) throw error;
  const { challenge } = error;
  return { challenge, Form: (await import('../components/code-step.tsx')).CodeStep };
};

const marker = 'code';

/** The second step of a sign-in is an entry of the history, so that Back leads to the password. */
export const useSecondStep = () => {
  const [second, setSecond] = useState<SecondStep | null>(null);
  const { state, search } = useLocation();
  const navigate = useNavigate();
  return {
    /** Null at the password, also after a reload. */
    second: state === marker ? second : null,
    /** @throws an error of a sign-in that does not lead to a second step */
    begin: async (error: unknown): Promise<void> => {
      setSecond(await secondStepOf(error));
      await navigate({ search }, { state: marker });
    },
    leave: (): void => void navigate(-1),
  };
};
