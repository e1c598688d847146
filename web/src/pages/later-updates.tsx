import type { ComponentType } from 'react';
import { lazy, Suspense, useEffect, useState } from 'react';

/** What the worker fetches must not hold up what one came to see. */
const AFTER_MS = 3_000;

/** A site without its worker works too. */
const Updates = lazy(async (): Promise<{ default: ComponentType }> => {
  try {
    const { UpdatePrompt } = await import('./update-prompt.tsx');
    return { default: UpdatePrompt };
  } catch {
    return { default: () => null };
  }
});

/** Looks after the site's own renewal, once all else is there. */
export const LaterUpdates = () => {
  const [isTime, setTime] = useState(false);
  useEffect(() => {
    const timer = setTimeout(setTime, AFTER_MS, true);
    return () => clearTimeout(timer);
  }, []);
  return isTime && <Suspense>{import.meta.env.PROD && <Updates />}</Suspense>;
};
