import { createContext } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { SignedInServices } from './signed-in.ts';

/**
 * The services of the signed-in user. After sign-out they stay until the pages that use them
 * unmount.
 */
export interface SignedInState {
  readonly services: SignedInServices | null;
  /** Why they could not be loaded. */
  readonly failure: unknown;
}

export const SignedInContext = createContext<StoreApi<SignedInState> | null>(null);
