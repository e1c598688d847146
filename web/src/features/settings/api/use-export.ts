import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { saveFile } from '#site/lib/save-file.ts';
import { useApi } from '#site/sync/api-context.ts';
import { useProven } from '#site/ui/step-up/step-up.tsx';
import type { ExportProgress } from '../model/collect-export.ts';
import { collectExport } from '../model/collect-export.ts';

const nothing: ExportProgress = { conversations: 0, messages: 0 };

const sleepUnless =
  (signal: AbortSignal) =>
  (milliseconds: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds);
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      signal.addEventListener('abort', stop, { once: true });
    });

/** Reads the user's data and saves it as one file. Leaving the page cancels it. */
export const useExport = () => {
  const { call } = useApi();
  const proven = useProven();
  const [progress, setProgress] = useState(nothing);
  const reading = useRef<AbortController>(null);
  useEffect(() => () => reading.current?.abort(), []);

  const { mutate, reset, ...state } = useMutation({
    mutationFn: async () => {
      const asking = new AbortController();
      const { signal } = asking;
      reading.current = asking;
      setProgress(nothing);
      const file = await collectExport({
        readPage: (cursor) => {
          const query = cursor === undefined ? {} : { cursor };
          return proven(() => call('GET /api/users/me/export', { query }, signal));
        },
        sleep: sleepUnless(signal),
        now: Date.now,
        onProgress: setProgress,
      });
      signal.throwIfAborted();
      const name = `parley-${file.profile?.username ?? 'export'}-${file.exported_at.slice(0, 10)}.json`;
      saveFile(name, 'application/json', JSON.stringify(file, null, 2));
    },
  });
  return {
    ...state,
    progress,
    start: () => mutate(),
    cancel: (): void => {
      reading.current?.abort();
      reset();
    },
  };
};
