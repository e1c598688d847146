import { createContext } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Live } from './live.ts';

/** What runs for the signed-in user; stays after sign-out, until the pages that use it are left. */
export interface LiveState {
  readonly live: Live | null;
  /** Why it could not be loaded. */
  readonly failure: unknown;
}

export const LiveStoreContext = createContext<StoreApi<LiveState> | null>(null);
