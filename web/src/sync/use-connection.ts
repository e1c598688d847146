import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useRealtime } from './realtime-context.ts';

/** Shorter interruptions (milliseconds) are not shown. */
const BLINK_MS = 2_500;

/** The state of a connection that is interrupted for longer than that; null otherwise. */
export const useConnection = (): 'connecting' | 'waiting' | null => {
  const status = useStore(useRealtime().status, ({ socket }) => socket);
  const isAway = status !== 'open' && status !== 'asleep';
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isAway) return;
    const timer = setTimeout(setLong, BLINK_MS, true);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isAway]);
  if (!isAway || !isLong) return null;
  return status === 'waiting' ? 'waiting' : 'connecting';
};
