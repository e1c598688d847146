import { useEffect, useState } from 'react';
import { whenIdle } from './when-idle.ts';

/** Turns true once the page has shown what it was given and has nothing to do: time for what may be wanted next. */
export const useSettled = (): boolean => {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => whenIdle(() => setSettled(true)), []);
  return isSettled;
};
