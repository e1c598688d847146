import { createContext, useContext } from 'react';
import type { Realtime } from './realtime.ts';

export const RealtimeContext = createContext<Realtime | null>(null);

export const useRealtime = (): Realtime => {
  const realtime = useContext(RealtimeContext);
  if (!realtime) throw new Error('RealtimeContext is missing');
  return realtime;
};
