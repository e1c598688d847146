import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useRealtime } from './realtime-context.ts';

/** A connection that is away for no longer than this, in milliseconds, is not worth a word. */
const BLINK_MS = 2_500;

/** What is done about a connection that is away for longer than a blink; null when all is well. */
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
