import { useEffect, useState } from 'react';
import { whenIdle } from './when-idle.ts';

/** True once the page is rendered and idle: time to prefetch. */
export const useSettled = (): boolean => {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => whenIdle(() => setSettled(true)), []);
  return isSettled;
};
