import { useEffect, useState } from 'react';
import { now } from '#client';
import { usePlace } from './place.ts';

/** The current time, updated at an interval and on focus, for texts like "5 minutes ago". */
export const useNow = (everyMs: number): number => {
  const [time, setTime] = useState(now);
  usePlace();
  useEffect(() => {
    const renew = (): void => setTime(now());
    const timer = setInterval(renew, everyMs);
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, [everyMs]);
  return time;
};
