import type { ComponentType } from 'react';
import { lazy, Suspense, useEffect, useState } from 'react';

/** Delays the worker's downloads until the page has loaded. */
const AFTER_MS = 3_000;

/** The site works without its worker, too. */
const Updates = lazy(async (): Promise<{ default: ComponentType }> => {
  try {
    const { UpdatePrompt } = await import('./update-prompt.tsx');
    return { default: UpdatePrompt };
  } catch {
    return { default: () => null };
  }
});

/** Starts the service worker and offers updates, after everything else has loaded. */
export const LaterUpdates = () => {
  const [isTime, setTime] = useState(false);
  useEffect(() => {
    const timer = setTimeout(setTime, AFTER_MS, true);
    return () => clearTimeout(timer);
  }, []);
  return isTime && <Suspense>{import.meta.env.PROD && <Updates />}</Suspense>;
};
