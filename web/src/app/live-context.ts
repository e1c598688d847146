import { createContext } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Live } from './live.ts';

export const LiveStoreContext = createContext<StoreApi<{ live: Live | null }> | null>(null);
