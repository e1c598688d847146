import { createContext } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Live } from './live.ts';

/**
 * The services of the signed-in user. After sign-out they stay until the pages that use them
 * unmount.
 */
export interface LiveState {
  readonly live: Live | null;
  /** Why they could not be loaded. */
  readonly failure: unknown;
}

export const LiveStoreContext = createContext<StoreApi<LiveState> | null>(null);
