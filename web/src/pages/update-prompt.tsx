import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { startWorker, update, updates } from '../boot/updates.ts';
import { strings } from '../strings/strings.ts';
import { Button } from '../ui/button.tsx';

const words = strings.app;

/** Delays the worker's downloads until the page has loaded. */
const WORKER_AFTER_MS = 3_000;

let isStarted = false;
const startOnce = (): void => {
  // In development there is no worker.
  if (isStarted || !import.meta.env.PROD) return;
  isStarted = true;
  startWorker().catch(() => undefined);
};

/**
 * Starts the service worker and offers newer versions. The page also updates by itself when it is
 * hidden.
 */
export const UpdatePrompt = () => {
  const isReady = useStore(updates, (state) => state.isReady);
  const [isPutOff, putOff] = useState(false);
  useEffect(() => {
    const timer = setTimeout(startOnce, WORKER_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const isShown = isReady && !isPutOff;
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-0 z-20 flex justify-center"
    >
      {isShown && (
        <div className="appear pointer-events-auto m-3 mt-[max(0.75rem,env(safe-area-inset-top))] flex flex-wrap items-center justify-center gap-x-3 gap-y-1 rounded-3xl border border-line bg-raised py-2 pr-2 pl-5 text-body shadow-raised">
          <p>{words.updateReady}</p>
          <div className="flex items-center">
            <Button look="quiet" onClick={() => putOff(true)}>
              {words.updateLater}
            </Button>
            <Button className="h-9 px-4" onClick={update}>
              {words.updateNow}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
};
