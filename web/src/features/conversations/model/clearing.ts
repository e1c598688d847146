import type { RefObject } from 'react';
import { create } from 'zustand';

interface Question {
  /** The conversation that the user is asked about. */
  readonly id: string;
  readonly returnTo: RefObject<HTMLElement | null>;
}

/** The question before a conversation is cleared. */
export const useClearing = create<{ question: Question | null }>(() => ({ question: null }));

export const askToClear = (question: Question | null): void => useClearing.setState({ question });
